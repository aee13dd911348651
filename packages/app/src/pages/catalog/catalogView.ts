import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { allKinds, defaultKind } from './kinds';

/** Whose entities are listed. */
export type CatalogScope = 'all' | 'mine' | 'starred';

/** What part of the catalog the index looks at; the table's own state is apart. */
export type CatalogView = {
  /** In lower case, or {@link allKinds}. */
  kind: string;
  scope: CatalogScope;
};

/** Prefix of the table's parameters in the address. */
export const tableKey = 'catalog';

/** Of the table's parameters those that mean the same for every kind. */
const keptAcrossKinds = new Set([`${tableKey}.q`, `${tableKey}.owner`]);

/** Reads the view from the address. */
export function readView(params: URLSearchParams): CatalogView {
  const scope = params.get('scope');
  return {
    kind: params.get('kind')?.toLowerCase() || defaultKind,
    scope: scope === 'mine' || scope === 'starred' ? scope : 'all',
  };
}

/** The address of another view, with what still makes sense of the table's filters. */
export function viewSearch(
  params: URLSearchParams,
  change: Partial<CatalogView>,
): string {
  const current = readView(params);
  const view = { ...current, ...change };
  const next = new URLSearchParams();
  if (view.kind !== defaultKind) {
    next.set('kind', view.kind);
  }
  if (view.scope !== 'all') {
    next.set('scope', view.scope);
  }
  for (const [name, value] of params) {
    const isKept = view.kind === current.kind || keptAcrossKinds.has(name);
    if (name.startsWith(`${tableKey}.`) && isKept) {
      next.append(name, value);
    }
  }
  return `?${next}`;
}

/** Facets of the stock catalog page by the name they have in ours. */
const stockFacets: Record<string, string> = {
  type: 'type',
  owners: 'owner',
  lifecycles: 'lifecycle',
  tags: 'tag',
  text: 'q',
};

const stockScopes: Record<string, CatalogScope> = {
  owned: 'mine',
  starred: 'starred',
};

function ownerRef(value: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(value, { defaultKind: 'group' }));
  } catch {
    return value;
  }
}

/**
 * Addresses of the stock catalog page look like `?filters[kind]=system`; other
 * plugins link to them, and people have kept some. Gives the one of ours that
 * shows the same, or nothing if it is none of those.
 */
export function fromStockSearch(params: URLSearchParams): string | undefined {
  const next = new URLSearchParams();
  let isStock = false;
  for (const [key, value] of params) {
    const filter = /^filters\[(\w+)\](?:\[\d*\])?$/.exec(key)?.[1];
    if (!filter) {
      continue;
    }
    isStock = true;
    const kind = value.toLowerCase();
    if (filter === 'kind' && kind !== defaultKind) {
      next.set('kind', kind || allKinds);
    } else if (filter === 'user' && stockScopes[value]) {
      next.set('scope', stockScopes[value]);
    } else if (stockFacets[filter] && value !== '' && value !== 'all') {
      next.append(
        `${tableKey}.${stockFacets[filter]}`,
        filter === 'owners' ? ownerRef(value) : value,
      );
    }
  }
  return isStock ? `?${next}` : undefined;
}
