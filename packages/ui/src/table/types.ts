import type { ReactNode } from 'react';

/** What a cell can be sorted and searched by; no value sorts last. */
export type CellValue = string | number | boolean | null | undefined;

/** One column of a {@link DataTable}. */
export type DataTableColumn<Row> = {
  /** Stable and short: it is part of the address. */
  id: string;
  header: string;
  /** Unit of all its numbers, shown in the header: "ms", "%", "/s". */
  unit?: string;
  value: (row: Row) => CellValue;
  /**
   * Draws the cell; by default the value as text, or as a number of at most three figures.
   * Links in it are `CellLink`s, which cost no more than their elements.
   */
  cell?: (row: Row) => ReactNode;
  /** What `cell` draws is a line of text: cut at its end, and less work for browsers than a box of its own. */
  isText?: boolean;
  /** Puts a number into words in the default cell. */
  format?: (value: number) => string;
  /** `end` for numbers, so that digits line up. By default taken from the values. */
  align?: 'start' | 'end';
  /** Smallest width in px; with all columns at theirs, the table scrolls sideways. */
  width?: number;
  /** Share of the space that is left; 0 keeps the column at `width`. */
  grow?: number;
  /** Where text that does not fit is cut. Identifiers differ at their ends: `middle`. */
  truncate?: 'middle' | 'end';
  sortable?: boolean;
  /** False for what has no value of its own, such as a picture: not part of an export. */
  isExported?: boolean;
  /** Not part of the choice of columns. */
  alwaysShown?: boolean;
  /** Off until a person chooses it. */
  hiddenByDefault?: boolean;
};

/** A facet that rows can be narrowed by. */
export type DataTableFilter<Row> = {
  /** Stable and short: it is part of the address. Not `q`, `sort` or `columns`. */
  id: string;
  label: string;
  value: (row: Row) => string | readonly string[] | undefined;
  /** Words for a value, if the value itself is not meant for people. */
  labelOf?: (value: string) => string;
};

/** How rows are put under headings. */
export type DataTableGrouping<Row> = {
  value: (row: Row) => string;
  /** Heading of a group; by default its value. */
  label?: (value: string, rows: readonly Row[]) => ReactNode;
};

/** Order by a column. */
export type DataTableSort = { id: string; descending: boolean };

/** Props of {@link DataTable}. */
export type DataTableProps<Row> = {
  columns: readonly DataTableColumn<Row>[];
  rows: readonly Row[];
  getRowId: (row: Row) => string;
  /** Where a row leads; its first cell becomes the link. */
  getRowHref?: (row: Row) => string | undefined;
  /** What the rows are, such as "Services"; names the table for screen readers. */
  caption: string;
  /** Keeps filters, order and columns in the address under this prefix. */
  urlKey?: string;
  filters?: readonly DataTableFilter<Row>[];
  groupBy?: DataTableGrouping<Row>;
  defaultSort?: DataTableSort;
  /** Shown when there are no rows at all, as opposed to none that match. */
  emptyState?: ReactNode;
  isLoading?: boolean;
  /** Height in px or CSS from which the table scrolls; by default most of the window. */
  maxHeight?: number | string;
  /** More controls at the right of the toolbar. */
  actions?: ReactNode;
};
