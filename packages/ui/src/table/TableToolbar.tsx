import { useCallback } from 'react';
import { csvFileName, toCsv } from './csv';
import { downloadText } from './downloadText';
import { QueryField } from './QueryField';
import { TableDisplay } from './TableDisplay';
import { TableFacets } from './TableFacets';
import type { DataTableProps } from './types';
import type { DataTableModel } from './useDataTable';
import type { Density } from './useDensity';
import type { TableStateHandle } from './useTableState';

const wholeNumbers = new Intl.NumberFormat('en');

function countWords(matching: number, total: number): string {
  const all = wholeNumbers.format(total);
  return matching === total
    ? all
    : `${wholeNumbers.format(matching)} of ${all}`;
}

/** Saves what the table shows: its rows in their order, its columns in theirs. */
function ExportButton<Row>(props: {
  caption: string;
  model: DataTableModel<Row>;
}) {
  const { caption, model } = props;
  return (
    <button
      type="button"
      className="gr-button gr-button--quiet"
      aria-label="Export CSV"
      disabled={model.matching.length === 0}
      onClick={() =>
        downloadText({
          name: csvFileName(caption),
          type: 'text/csv',
          text: toCsv(
            model.shown.map(({ column }) => column),
            model.matching,
          ),
        })
      }
    >
      <span className="gr-export-verb">Export</span> CSV
    </button>
  );
}

/** Text filter, facets, row count, export and display. */
export function TableToolbar<Row>(props: {
  table: DataTableProps<Row>;
  handle: TableStateHandle;
  model: DataTableModel<Row>;
  density: [Density, (density: Density) => void];
}) {
  const { table, handle, model, density } = props;
  const { rows, filters, columns, caption, actions, isLoading } = table;
  const [state, update] = handle;
  const setQuery = useCallback(
    (query: string) => update(current => ({ ...current, query })),
    [update],
  );
  const total = rows.length;
  return (
    <div className="gr-table-toolbar gr-no-print">
      <QueryField
        label={`Filter ${caption.toLowerCase()}`}
        value={state.query}
        onChange={setQuery}
      />
      <TableFacets rows={rows} filters={filters} handle={handle} />
      <div className="gr-table-tools">
        <span className="gr-table-count" role="status">
          {total === 0 && isLoading ? (
            'Loading'
          ) : (
            <>
              <span className="gr-numbers">
                {countWords(model.matching.length, total)}
              </span>
              {total === 1 ? ' row' : ' rows'}
            </>
          )}
        </span>
        {actions}
        <ExportButton caption={caption} model={model} />
        <TableDisplay columns={columns} handle={handle} density={density} />
      </div>
    </div>
  );
}
