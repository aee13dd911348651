import type { DataTableSort } from './types';

/** What a person has asked a table to show. */
export type TableState = {
  query: string;
  sort?: DataTableSort;
  /** Chosen values by filter id; a filter without choice is absent. */
  filters: Readonly<Record<string, readonly string[]>>;
  /** Ids of the shown columns; absent for the default choice. */
  columns?: readonly string[];
};

/** Nothing asked for. */
export const emptyTableState: TableState = { query: '', filters: {} };

const reserved = new Set(['q', 'sort', 'columns']);

/**
 * Reads what the address asks for. Parameters look like `key.q=order`,
 * `key.sort=-burn`, `key.columns=name,burn`, `key.owner=edge-team`.
 */
export function readTableState(
  params: URLSearchParams,
  urlKey: string,
): TableState {
  const prefix = `${urlKey}.`;
  const filters: Record<string, string[]> = {};
  for (const [name, value] of params) {
    const id = name.slice(prefix.length);
    if (name.startsWith(prefix) && !reserved.has(id) && value !== '') {
      filters[id] = [...(filters[id] ?? []), value];
    }
  }
  const sort = params.get(`${prefix}sort`);
  const columns = params.get(`${prefix}columns`);
  return {
    query: params.get(`${prefix}q`) ?? '',
    filters,
    ...(sort
      ? {
          sort: {
            id: sort.replace(/^-/, ''),
            descending: sort.startsWith('-'),
          },
        }
      : {}),
    ...(columns ? { columns: columns.split(',') } : {}),
  };
}

/** Writes the state into a copy of the address's parameters; those of others stay. */
export function writeTableState(
  params: URLSearchParams,
  urlKey: string,
  state: TableState,
): URLSearchParams {
  const prefix = `${urlKey}.`;
  const next = new URLSearchParams();
  for (const [name, value] of params) {
    if (!name.startsWith(prefix)) {
      next.append(name, value);
    }
  }
  if (state.query) {
    next.set(`${prefix}q`, state.query);
  }
  if (state.sort) {
    const { id, descending } = state.sort;
    next.set(`${prefix}sort`, descending ? `-${id}` : id);
  }
  if (state.columns) {
    next.set(`${prefix}columns`, state.columns.join(','));
  }
  for (const [id, values] of Object.entries(state.filters)) {
    values.forEach(value => next.append(`${prefix}${id}`, value));
  }
  return next;
}

/**
 * The next state out of the parts of the last one that have not changed: what
 * is derived from a part is then derived again only when that part changes.
 */
export function keepSameParts(last: TableState, next: TableState): TableState {
  const same = <Part>(one: Part, other: Part) =>
    JSON.stringify(one) === JSON.stringify(other) ? one : other;
  const { query, filters, sort, columns } = next;
  return {
    query,
    filters: same(last.filters, filters),
    ...(sort ? { sort: same(last.sort, sort) } : {}),
    ...(columns ? { columns: same(last.columns, columns) } : {}),
  };
}

/** The state with one value of a filter chosen or no longer chosen. */
export function toggleFilterValue(
  state: TableState,
  filterId: string,
  value: string,
): TableState {
  const chosen = state.filters[filterId] ?? [];
  const values = chosen.includes(value)
    ? chosen.filter(other => other !== value)
    : [...chosen, value];
  const { [filterId]: _, ...others } = state.filters;
  return {
    ...state,
    filters: values.length > 0 ? { ...others, [filterId]: values } : others,
  };
}

/** Ascending, then descending, then as the table comes. */
export function nextSort(
  current: DataTableSort | undefined,
  id: string,
): DataTableSort | undefined {
  if (current?.id !== id) {
    return { id, descending: false };
  }
  return current.descending ? undefined : { id, descending: true };
}
