import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { relationType } from './relationTypes';

/** Where the graph grows to. */
export type GraphDirection = 'LR' | 'RL' | 'TB' | 'BT';

/** What part of the catalog is drawn, and how. All of it is the page's address. */
export type GraphView = {
  /** References in full of the entities in the middle. */
  roots: readonly string[];
  /** How many relations away from the middle. */
  depth: number;
  /** In lower case; empty for all. */
  kinds: readonly string[];
  /** One of each pair of relations; empty for all. */
  relations: readonly string[];
  direction: GraphDirection;
};

/** Farther away than this, everything is related to everything. */
export const depths = [1, 2, 3, 4, 5] as const;
const defaultDepth = 2;

export const directions: readonly [GraphDirection, string][] = [
  ['LR', 'Left to right'],
  ['RL', 'Right to left'],
  ['TB', 'Top to bottom'],
  ['BT', 'Bottom to top'],
];

/** All values of a list parameter, as `name`, `name[]` or `name[3]`. */
function list(params: URLSearchParams, name: string): string[] {
  const values = [...params]
    .filter(([key, value]) => value && key.replace(/\[\d*\]$/, '') === name)
    .map(([, value]) => value);
  return [...new Set(values)];
}

/** The reference in full, or nothing if it is none. */
function fullRef(reference: string): string[] {
  try {
    return [stringifyEntityRef(parseEntityRef(reference))];
  } catch {
    return [];
  }
}

/**
 * Reads the view from the address, whose parameters are those of the stock
 * page: cards of other plugins link here, and people have kept some.
 */
export function readGraphView(params: URLSearchParams): GraphView {
  const depth = params.get('maxDepth');
  const direction = params.get('direction');
  return {
    roots: list(params, 'rootEntityRefs').flatMap(fullRef),
    // Infinite on the stock page, whose symbol is no number.
    depth: depth
      ? Math.min(Math.max(1, Math.round(Number(depth)) || 5), 5)
      : defaultDepth,
    kinds: list(params, 'selectedKinds').map(kind => kind.toLowerCase()),
    relations: [
      ...new Set(
        list(params, 'selectedRelations').map(type => relationType(type).type),
      ),
    ],
    direction: directions.find(([name]) => name === direction)?.[0] ?? 'LR',
  };
}

const ownParameters = new Set([
  'rootEntityRefs',
  'maxDepth',
  'selectedKinds',
  'selectedRelations',
  'direction',
]);

/** The address of a view, with those of the last one's parameters that are not its own. */
export function graphSearch(view: GraphView, last?: URLSearchParams): string {
  const params = new URLSearchParams(
    [...(last ?? [])].filter(
      ([name]) => !ownParameters.has(name.replace(/\[\d*\]$/, '')),
    ),
  );
  view.roots.forEach(root => params.append('rootEntityRefs[]', root));
  if (view.depth !== defaultDepth) {
    params.set('maxDepth', String(view.depth));
  }
  view.kinds.forEach(kind => params.append('selectedKinds[]', kind));
  view.relations.forEach(type => params.append('selectedRelations[]', type));
  if (view.direction !== 'LR') {
    params.set('direction', view.direction);
  }
  return `?${params}`;
}

/** The list with a value more, or without it. */
export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value)
    ? values.filter(other => other !== value)
    : [...values, value];
}
