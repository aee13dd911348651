import { useMemo } from 'react';
import { FacetChip } from './FacetChip';
import { facetOptions } from './tableRows';
import { TableState, toggleFilterValue } from './tableState';
import type { DataTableFilter } from './types';
import { useSameList } from './useSameList';
import type { TableStateHandle } from './useTableState';

function withoutFilter(state: TableState, id: string): TableState {
  const { [id]: _, ...filters } = state.filters;
  return { ...state, filters };
}

/** A chip for each facet that rows can be narrowed by. */
export function TableFacets<Row>(props: {
  rows: readonly Row[];
  filters: readonly DataTableFilter<Row>[] | undefined;
  handle: TableStateHandle;
}) {
  const { rows, handle } = props;
  const [state, update] = handle;
  const filters = useSameList(props.filters);
  const facets = useMemo(
    () =>
      filters.map(filter => ({
        filter,
        options: facetOptions(rows, filter, filters, state.filters),
      })),
    [rows, filters, state.filters],
  );
  return (
    <>
      {facets.map(({ filter, options }) => (
        <FacetChip
          key={filter.id}
          label={filter.label}
          options={options}
          chosen={state.filters[filter.id] ?? []}
          onToggle={value =>
            update(current => toggleFilterValue(current, filter.id, value))
          }
          onClear={() => update(current => withoutFilter(current, filter.id))}
        />
      ))}
    </>
  );
}
