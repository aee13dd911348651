/** A kind of entity, and what the index calls many of them. */
export type CatalogKind = { kind: string; label: string };

/** Every kind at once. */
export const allKinds = 'all';

/** What most visits are for. */
export const defaultKind = 'component';

/** The kinds that have a tab of their own; others are found under "All". */
export const catalogKinds: readonly CatalogKind[] = [
  { kind: 'component', label: 'Components' },
  { kind: 'api', label: 'APIs' },
  { kind: 'system', label: 'Systems' },
  { kind: 'domain', label: 'Domains' },
  { kind: 'resource', label: 'Resources' },
  { kind: 'group', label: 'Teams' },
  { kind: 'user', label: 'People' },
  { kind: allKinds, label: 'All' },
];

/** What the entities of a kind are called together. */
export function labelOfKind(kind: string): string {
  if (kind === allKinds) {
    return 'Entities';
  }
  return (
    catalogKinds.find(known => known.kind === kind)?.label ??
    `${kind.charAt(0).toUpperCase()}${kind.slice(1)} entities`
  );
}
