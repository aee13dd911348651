import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { columnLayout, ColumnLayout } from './columnLayout';
import {
  matchesFilters,
  matchesQuery,
  rowTexts,
  TableItem,
  tableItems,
} from './tableRows';
import type { TableState } from './tableState';
import type { DataTableColumn, DataTableProps } from './types';
import { useReadTexts } from './useReadTexts';
import { useSameList } from './useSameList';
import { useSortedRows } from './useSortedRows';

/** A shown column with its place. */
export type ShownColumn<Row> = {
  column: DataTableColumn<Row>;
  layout: ColumnLayout;
};

/** Everything that is to be drawn. */
export type DataTableModel<Row> = {
  shown: readonly ShownColumn<Row>[];
  items: readonly TableItem<Row>[];
  /** Rows that match, in order, whether their group is open or not. */
  matching: readonly Row[];
  toggleGroup: (id: string) => void;
};

/** Groups that are closed, and what closes and opens them. */
function useClosedGroups() {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggleGroup = useCallback(
    (id: string) =>
      setClosed(current => {
        const next = new Set(current);
        if (!next.delete(id)) {
          next.add(id);
        }
        return next;
      }),
    [],
  );
  return { closed, toggleGroup };
}

/** Sorts, filters and groups the rows and picks the columns. */
export function useDataTable<Row extends object>(
  props: DataTableProps<Row>,
  state: TableState,
): DataTableModel<Row> {
  const { rows, columns, getRowId, groupBy } = props;
  const filters = useSameList(props.filters);
  const { closed, toggleGroup } = useClosedGroups();
  // Typing stays quick while ten thousand rows are searched behind it.
  const query = useDeferredValue(state.query);

  // All are sorted, then filtered: typing never sorts.
  const sorted = useSortedRows(props, state.sort ?? props.defaultSort);
  const textOf = useMemo(() => rowTexts(columns), [columns]);
  useReadTexts(rows, textOf);
  const matching = useMemo(
    () =>
      sorted.filter(
        row =>
          matchesFilters(row, filters, state.filters) &&
          matchesQuery(row, textOf, query),
      ),
    [sorted, textOf, filters, state.filters, query],
  );
  const items = useMemo(
    () => tableItems(matching, getRowId, groupBy, closed),
    // `getRowId` is written in place by callers; the same rows have the same ids.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [matching, groupBy, closed],
  );
  const shown = useMemo(
    () =>
      columns
        .filter(column => isShown(column, state.columns))
        .map((column, index) => ({
          column,
          layout: columnLayout(column, rows, index === 0),
        })),
    [columns, state.columns, rows],
  );
  return { shown, items, matching, toggleGroup };
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
