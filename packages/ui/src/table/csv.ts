import type { CellValue, DataTableColumn } from './types';

/**
 * How text begins that a spreadsheet takes for a formula. A service may be
 * called whatever its author likes; opening a file must not run it.
 */
const formulaStart = /^[=+\-@\t\r]/;

function field(value: CellValue): string {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '';
  }
  const isText = typeof value === 'string';
  const text = isText && formulaStart.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function line(values: readonly CellValue[]): string {
  return values.map(field).join(',');
}

/**
 * Rows as comma-separated values (RFC 4180). Numbers keep all their figures
 * and have their unit in the header; what is missing is empty.
 */
export function toCsv<Row>(
  columns: readonly DataTableColumn<Row>[],
  rows: readonly Row[],
): string {
  const exported = columns.filter(column => column.isExported !== false);
  const header = exported.map(({ header: name, unit }) =>
    unit ? `${name} (${unit})` : name,
  );
  const lines = rows.map(row => exported.map(column => column.value(row)));
  return [header, ...lines].map(values => `${line(values)}\r\n`).join('');
}

/** A file name for what a table shows: "Failed jobs" becomes `failed-jobs.csv`. */
export function csvFileName(caption: string): string {
  const name = caption
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${name || 'table'}.csv`;
}
