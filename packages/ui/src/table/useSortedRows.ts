import { useMemo } from 'react';
import {
  ColumnDef,
  getCoreRowModel,
  getSortedRowModel,
  useReactTable,
} from '@tanstack/react-table';
import { compareValues } from './tableRows';
import type { DataTableProps, DataTableSort } from './types';

const noRows: readonly never[] = [];

/** Missing and impossible numbers sort last, in both directions. */
function sortValue(value: unknown): unknown {
  return value === null || Number.isNaN(value) ? undefined : value;
}

/** The rows by a column; as they come without one, or with one that does not exist. */
export function useSortedRows<Row>(
  props: Pick<DataTableProps<Row>, 'rows' | 'columns'>,
  sort: DataTableSort | undefined,
): readonly Row[] {
  const { rows, columns } = props;
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<Row> => ({
          id: column.id,
          accessorFn: row => sortValue(column.value(row)),
          sortUndefined: 'last',
          sortingFn: (one, other, id) =>
            compareValues(one.getValue(id), other.getValue(id)),
        }),
      ),
    [columns],
  );
  const id = columns.some(column => column.id === sort?.id)
    ? sort?.id
    : undefined;
  const desc = sort?.descending ?? false;
  const sorting = useMemo(
    () => (id === undefined ? [] : [{ id, desc }]),
    [id, desc],
  );
  const isSorted = sorting.length > 0;
  const table = useReactTable({
    // Its row objects cost more than all rows that are drawn: none without need.
    // The table's type lacks the promise it keeps: it does not change its data.
    data: (isSorted ? rows : noRows) as Row[],
    columns: definitions,
    state: { sorting },
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const model = table.getSortedRowModel();
  return useMemo(
    () => (isSorted ? model.rows.map(({ original }) => original) : rows),
    [isSorted, model, rows],
  );
}
