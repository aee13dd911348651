import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { catalogFields } from '../catalog/catalogRequest';
import { CatalogRow, toCatalogRow } from '../catalog/catalogRow';
import { catalogKinds } from '../catalog/kinds';

/** Kinds that nobody answers for: they belong to the catalog itself. */
const bookkeeping = new Set(['location']);

/** Entities of one kind that somebody answers for. */
export type OwnedKind = { kind: string; rows: readonly CatalogRow[] };

/** What entities are related to the entity in one way, each once. */
export function targetsOf(
  { relations = [] }: Pick<Entity, 'relations'>,
  type: string,
): string[] {
  const targets = relations
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
  return [...new Set(targets)].sort();
}

/** A person and their teams, or a team and all teams below it. */
export async function ownersOf(
  entity: Entity,
  catalogApi: CatalogApi,
): Promise<string[]> {
  const owners = new Set([stringifyEntityRef(entity)]);
  if (entity.kind.toLowerCase() === 'user') {
    targetsOf(entity, 'memberOf').forEach(team => owners.add(team));
    return [...owners];
  }
  let below = targetsOf(entity, 'parentOf');
  while (below.length > 0) {
    below.forEach(team => owners.add(team));
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs: below,
      fields: ['kind', 'metadata.namespace', 'metadata.name', 'relations'],
    });
    const children = items.flatMap(item =>
      item ? targetsOf(item, 'parentOf') : [],
    );
    // Teams that contain each other would never come to an end.
    below = [...new Set(children)].filter(team => !owners.has(team));
  }
  return [...owners];
}

/** Entities by kind, in the order of the catalog's tabs, each kind by title. */
export function byKind(entities: readonly Entity[]): OwnedKind[] {
  const order = catalogKinds.map(({ kind }) => kind);
  const place = (kind: string) =>
    order.includes(kind) ? order.indexOf(kind) : order.length;
  const kinds = new Map<string, CatalogRow[]>();
  for (const row of entities.map(toCatalogRow)) {
    const kind = row.kind.toLowerCase();
    if (!bookkeeping.has(kind)) {
      kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
    }
  }
  return [...kinds]
    .map(([kind, rows]) => ({
      kind,
      rows: rows.sort((one, other) => one.title.localeCompare(other.title)),
    }))
    .sort(
      (one, other) =>
        place(one.kind) - place(other.kind) ||
        one.kind.localeCompare(other.kind),
    );
}

/** More are found in the catalog, which the card links to. */
const mostEntities = 500;

/** What somebody answers for, and in whose name. */
export async function askOwned(entity: Entity, catalogApi: CatalogApi) {
  const owners = await ownersOf(entity, catalogApi);
  const { items, totalItems } = await catalogApi.queryEntities({
    filter: { 'relations.ownedBy': owners },
    fields: catalogFields,
    limit: mostEntities,
  });
  return { owners, kinds: byKind(items), isCut: totalItems > items.length };
}
