import { EmptyState } from '../feedback/EmptyState';
import { tokens } from '../theme/tokens';
import { DataGrid } from './DataGrid';
import { TableToolbar } from './TableToolbar';
import { emptyTableState } from './tableState';
import type { DataTableProps } from './types';
import { useDataTable } from './useDataTable';
import { useDensity } from './useDensity';
import { TableStateHandle, useTableState } from './useTableState';
import './table.css';

function NothingMatches(props: {
  caption: string;
  hidden: number;
  update: TableStateHandle[1];
}) {
  const { caption, hidden, update } = props;
  return (
    <EmptyState
      title={`No ${caption.toLowerCase()} match`}
      description={`${hidden} are hidden by the filters.`}
      action={
        <button
          type="button"
          className="gr-button"
          onClick={() =>
            update(current => ({ ...current, ...emptyTableState }))
          }
        >
          Clear filters
        </button>
      }
    />
  );
}

/** The tables of the portal: sorted, filtered, grouped, linked, and quick with ten thousand rows. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, caption, emptyState, isLoading = false } = props;
  const handle = useTableState(props.urlKey);
  const [state, update] = handle;
  const density = useDensity();
  const model = useDataTable(props, state);

  if (rows.length === 0 && !isLoading) {
    return (
      <div className="gr-table">
        {emptyState ?? (
          <EmptyState
            title={`No ${caption.toLowerCase()}`}
            description="There is nothing to list here yet."
          />
        )}
      </div>
    );
  }
  return (
    <section
      className="gr-table"
      aria-label={caption}
      data-density={density[0]}
    >
      <TableToolbar
        table={props}
        handle={handle}
        model={model}
        density={density}
      />
      <DataGrid
        table={props}
        handle={handle}
        model={model}
        lineHeight={
          density[0] === 'compact' ? tokens.size.rowCompact : tokens.size.row
        }
      />
      {rows.length > 0 && model.matching.length === 0 && (
        <NothingMatches
          caption={caption}
          hidden={rows.length}
          update={update}
        />
      )}
    </section>
  );
}
