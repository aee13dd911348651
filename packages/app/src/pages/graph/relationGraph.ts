import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogRow } from '../catalog/catalogRow';
import type { GraphView } from './graphView';
import { relationType } from './relationTypes';

/** An entity with what it is related to. */
export type RelatedRow = CatalogRow & {
  relations: readonly { type: string; targetRef: string }[];
};

/** An entity as a box of the graph. */
export type GraphNode = {
  entityRef: string;
  /** In lower case. */
  kind: string;
  title: string;
  /** How many relations away from the middle. */
  distance: number;
  /** Something refers to it, and the catalog does not know it. */
  isMissing: boolean;
};

/** How one entity is related to another, read in this direction. */
export type GraphEdge = { from: string; to: string; types: readonly string[] };

/** What is drawn, and listed. */
export type RelationGraph = {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
};

/** What the catalog has answered about the entities around some. */
export type RelationRows = {
  rows: ReadonlyMap<string, RelatedRow>;
  /** What was asked for; of anything else it is not known whether it is there. */
  asked: ReadonlySet<string>;
};

/** A relation as it is drawn: each pair of inverse ones is one. */
type Link = { from: string; to: string; type: string };

/** The kind that a reference names, in lower case. */
export function kindOf(entityRef: string): string {
  return parseEntityRef(entityRef).kind.toLowerCase();
}

/** All relations that any of the entities names, each once. */
export function linksOf(rows: Iterable<RelatedRow>): Link[] {
  const links = new Map<string, Link>();
  for (const { entityRef, relations } of rows) {
    for (const { type: name, targetRef } of relations) {
      const { type, isInverse } = relationType(name);
      const [from, to] = isInverse
        ? [targetRef, entityRef]
        : [entityRef, targetRef];
      links.set(`${from} ${type} ${to}`, { from, to, type });
    }
  }
  return [...links.values()];
}

function distances(
  { roots, depth }: Pick<GraphView, 'roots' | 'depth'>,
  links: readonly Link[],
): Map<string, number> {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const found = new Map(roots.map(root => [root, 0]));
  // A map is walked in the order in which it grows: the nearest come first.
  for (const [entityRef, distance] of found) {
    for (const other of neighbours.get(entityRef) ?? []) {
      if (distance < depth && !found.has(other)) {
        found.set(other, distance + 1);
      }
    }
  }
  return found;
}

/**
 * The part of the catalog around the entities in the middle that the view asks
 * for. What is filtered out leads nowhere either.
 */
export function relationGraph(
  view: GraphView,
  { rows, asked }: RelationRows,
): RelationGraph {
  const isWanted = (entityRef: string) =>
    view.roots.includes(entityRef) ||
    (asked.has(entityRef) &&
      (view.kinds.length === 0 || view.kinds.includes(kindOf(entityRef))));
  const links = linksOf(rows.values()).filter(
    ({ from, to, type }) =>
      isWanted(from) &&
      isWanted(to) &&
      (view.relations.length === 0 || view.relations.includes(type)),
  );
  const near = distances(view, links);
  const edges = new Map<
    string,
    { from: string; to: string; types: string[] }
  >();
  for (const { from, to, type } of links) {
    if (near.has(from) && near.has(to) && from !== to) {
      const key = `${from} ${to}`;
      const edge = edges.get(key) ?? { from, to, types: [] };
      edges.set(key, { ...edge, types: [...edge.types, type] });
    }
  }
  return {
    nodes: [...near].map(([entityRef, distance]) => {
      const row = rows.get(entityRef);
      return {
        entityRef,
        kind: kindOf(entityRef),
        title: row?.title ?? parseEntityRef(entityRef).name,
        distance,
        isMissing: asked.has(entityRef) && !row,
      };
    }),
    edges: [...edges.values()],
  };
}
