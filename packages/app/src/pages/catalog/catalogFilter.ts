import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogView } from './catalogView';
import { allKinds } from './kinds';

/** `symbol` is the catalog's mark for "has any value". */
type Condition = Record<string, string | symbol | (string | symbol)[]>;

/** Conditions that all hold; of several lists of them, those of any one. */
export type CatalogFilter = Condition | Condition[];

/**
 * What to ask the catalog for; `none` if nothing can match, which needs no
 * question.
 * @param ownershipRefs - the person and their teams
 * @param starredRefs - what the person has starred
 */
export function catalogFilter(
  view: CatalogView,
  ownershipRefs: readonly string[],
  starredRefs: readonly string[],
): CatalogFilter | 'none' {
  const kind: Condition = view.kind === allKinds ? {} : { kind: view.kind };
  if (view.scope === 'mine') {
    return ownershipRefs.length > 0
      ? { ...kind, 'relations.ownedBy': [...ownershipRefs] }
      : 'none';
  }
  if (view.scope === 'starred') {
    const starred = starredRefs
      .map(entityRef => parseEntityRef(entityRef))
      .filter(
        ref =>
          view.kind === allKinds ||
          ref.kind.toLocaleLowerCase('en-US') === view.kind,
      );
    return starred.length > 0
      ? starred.map(ref => ({
          kind: ref.kind,
          'metadata.namespace': ref.namespace,
          'metadata.name': ref.name,
        }))
      : 'none';
  }
  return kind;
}
