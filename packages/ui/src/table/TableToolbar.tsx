import { useMemo } from 'react';
import { Disclosure } from './Disclosure';
import { FacetChip } from './FacetChip';
import { QueryField } from './QueryField';
import { facetOptions } from './tableRows';
import { TableState, toggleFilterValue } from './tableState';
import type { DataTableFilter, DataTableProps } from './types';
import { isShown } from './useDataTable';
import type { Density } from './useDensity';
import type { TableStateHandle } from './useTableState';

function withoutFilter(state: TableState, id: string): TableState {
  const { [id]: _, ...filters } = state.filters;
  return { ...state, filters };
}

function Facets<Row>(props: {
  rows: readonly Row[];
  filters: readonly DataTableFilter<Row>[];
  handle: TableStateHandle;
}) {
  const { rows, filters, handle } = props;
  const [state, update] = handle;
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

function ColumnChoice<Row>(props: {
  table: DataTableProps<Row>;
  handle: TableStateHandle;
}) {
  const { columns } = props.table;
  const [state, update] = props.handle;
  const choosable = columns.filter(column => !column.alwaysShown);
  const toggle = (id: string) =>
    update(current => {
      const shown = choosable
        .filter(column => isShown(column, current.columns))
        .map(column => column.id);
      const next = shown.includes(id)
        ? shown.filter(other => other !== id)
        : [...shown, id];
      const usual = choosable
        .filter(column => !column.hiddenByDefault)
        .map(column => column.id);
      const isUsual =
        next.length === usual.length && usual.every(one => next.includes(one));
      const { columns: _, ...rest } = current;
      // An empty choice cannot be written into an address; one column stays.
      return isUsual || next.length === 0 ? rest : { ...rest, columns: next };
    });
  return (
    <Disclosure label="Columns" align="end" className="gr-button--quiet">
      <fieldset className="gr-facet-list">
        <legend className="gr-hidden">Columns</legend>
        {choosable.map(column => (
          <label key={column.id}>
            <input
              type="checkbox"
              checked={isShown(column, state.columns)}
              onChange={() => toggle(column.id)}
            />
            <span>{column.header}</span>
          </label>
        ))}
      </fieldset>
    </Disclosure>
  );
}

/** Text filter, facets, row count, columns and density. */
export function TableToolbar<Row>(props: {
  table: DataTableProps<Row>;
  handle: TableStateHandle;
  matching: number;
  density: [Density, (density: Density) => void];
}) {
  const { table, handle, matching, density } = props;
  const { rows, filters = [], caption, actions } = table;
  const [state, update] = handle;
  const [chosenDensity, chooseDensity] = density;
  const setQuery = useMemo(
    () => (query: string) => update(current => ({ ...current, query })),
    [update],
  );
  const total = rows.length;
  const isCompact = chosenDensity === 'compact';
  return (
    <div className="gr-table-toolbar gr-no-print">
      <QueryField
        label={`Filter ${caption.toLowerCase()}`}
        value={state.query}
        onChange={setQuery}
      />
      <Facets rows={rows} filters={filters} handle={handle} />
      <span className="gr-table-count" role="status">
        <span className="gr-numbers">
          {matching === total ? total : `${matching} of ${total}`}
        </span>
        {total === 1 ? ' row' : ' rows'}
      </span>
      {actions}
      <ColumnChoice table={table} handle={handle} />
      <button
        type="button"
        className="gr-button gr-button--quiet"
        aria-pressed={isCompact}
        onClick={() => chooseDensity(isCompact ? 'normal' : 'compact')}
      >
        Compact
      </button>
    </div>
  );
}
