import { useDeferredValue, useMemo, useState } from 'react';
import {
  ColumnDef,
  getCoreRowModel,
  getSortedRowModel,
  useReactTable,
} from '@tanstack/react-table';
import { columnLayout, ColumnLayout } from './columnLayout';
import {
  compareValues,
  matchesFilters,
  matchesQuery,
  TableItem,
  tableItems,
} from './tableRows';
import type { TableState } from './tableState';
import type { DataTableColumn, DataTableProps } from './types';

/** A shown column with its place. */
export type ShownColumn<Row> = {
  column: DataTableColumn<Row>;
  layout: ColumnLayout;
};

/** Everything that is to be drawn. */
export type DataTableModel<Row> = {
  shown: ShownColumn<Row>[];
  items: TableItem<Row>[];
  /** Rows that match, whether their group is open or not. */
  matching: number;
  toggleGroup: (id: string) => void;
};

/** Missing and impossible numbers sort last, in both directions. */
function sortValue(value: unknown): unknown {
  return value === null || Number.isNaN(value) ? undefined : value;
}

/** Filters, sorts and groups the rows and picks the columns. */
export function useDataTable<Row>(
  props: DataTableProps<Row>,
  state: TableState,
): DataTableModel<Row> {
  const { rows, columns, getRowId, groupBy, defaultSort } = props;
  const filters = useMemo(() => props.filters ?? [], [props.filters]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  // Typing stays quick while ten thousand rows are searched behind it.
  const query = useDeferredValue(state.query);

  const matching = useMemo(
    () =>
      rows.filter(
        row =>
          matchesFilters(row, filters, state.filters) &&
          matchesQuery(row, columns, query),
      ),
    [rows, columns, filters, state.filters, query],
  );
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
  const sort = state.sort ?? defaultSort;
  const sorting = useMemo(
    () =>
      sort && columns.some(column => column.id === sort.id)
        ? [{ id: sort.id, desc: sort.descending }]
        : [],
    [sort, columns],
  );
  const columnVisibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map(column => [column.id, isShown(column, state.columns)]),
      ),
    [columns, state.columns],
  );
  const table = useReactTable({
    data: matching,
    columns: definitions,
    getRowId,
    state: { sorting, columnVisibility },
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });

  const sorted = table.getRowModel().rows;
  const items = useMemo(
    () =>
      tableItems(
        sorted.map(row => row.original),
        getRowId,
        groupBy,
        closed,
      ),
    [sorted, getRowId, groupBy, closed],
  );
  const shown = useMemo(
    () =>
      columns
        .filter(column => columnVisibility[column.id])
        .map((column, index) => ({
          column,
          layout: columnLayout(column, rows, index === 0),
        })),
    [columns, columnVisibility, rows],
  );
  const toggleGroup = (id: string) =>
    setClosed(current => {
      const next = new Set(current);
      if (!next.delete(id)) {
        next.add(id);
      }
      return next;
    });
  return { shown, items, matching: matching.length, toggleGroup };
}

/** Whether a column is shown under a choice; without one, by its default. */
export function isShown<Row>(
  column: DataTableColumn<Row>,
  choice: readonly string[] | undefined,
): boolean {
  if (column.alwaysShown) {
    return true;
  }
  return choice ? choice.includes(column.id) : !column.hiddenByDefault;
}
