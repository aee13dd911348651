import type { CellValue, DataTableColumn } from './types';

const defaultWidth = 120;
const numberWidth = 96;
const firstWidth = 180;

/** How a column is set. */
export type ColumnLayout = {
  align: 'start' | 'end';
  width: number;
  grow: number;
};

/** Rows that are looked at to tell numbers from words. */
const sampleSize = 20;

function isNumeric<Row>(column: DataTableColumn<Row>, rows: readonly Row[]) {
  // Known before there are rows, so that the header does not move when they come.
  if (column.unit || column.format) {
    return true;
  }
  const present = rows
    .slice(0, sampleSize)
    .map(row => column.value(row))
    .filter(
      (value): value is NonNullable<CellValue> =>
        value !== null && value !== undefined,
    );
  return (
    present.length > 0 && present.every(value => typeof value === 'number')
  );
}

/** Alignment and width of a column: what it asks for, else what its values suggest. */
export function columnLayout<Row>(
  column: DataTableColumn<Row>,
  rows: readonly Row[],
  isFirst: boolean,
): ColumnLayout {
  const align =
    column.align ?? (!column.cell && isNumeric(column, rows) ? 'end' : 'start');
  const usualWidth = align === 'end' ? numberWidth : defaultWidth;
  return {
    align,
    width: column.width ?? (isFirst ? firstWidth : usualWidth),
    grow: column.grow ?? (isFirst ? 2 : 1),
  };
}

/** The first column is wider where the others scroll behind it (table.css): it names the row. */
const widthOf = ({ width }: ColumnLayout, index: number) =>
  index === 0 ? `max(${width}px, var(--gr-first-column, 0px))` : `${width}px`;

/** The columns as CSS grid tracks; every row has the same, so they line up. */
export function gridTracks(layouts: readonly ColumnLayout[]): string {
  return layouts
    .map((layout, index) =>
      layout.grow > 0
        ? `minmax(${widthOf(layout, index)}, ${layout.grow}fr)`
        : widthOf(layout, index),
    )
    .join(' ');
}

/** Width in CSS below which the table scrolls sideways. */
export function minTableWidth(layouts: readonly ColumnLayout[]): string {
  return `calc(${['0px', ...layouts.map(widthOf)].join(' + ')})`;
}
