import type {
  CellValue,
  DataTableColumn,
  DataTableFilter,
  DataTableGrouping,
} from './types';

const collator = new Intl.Collator('en', { numeric: true });

/** Orders two present values: numbers by size, text as people do (`v2` before `v10`). */
export function compareValues(one: CellValue, other: CellValue): number {
  if (typeof one === 'number' && typeof other === 'number') {
    return one - other;
  }
  return collator.compare(String(one), String(other));
}

/** The text that a row is searched by. */
export type RowText<Row> = (row: Row) => string;

/** Puts rows into the text they are searched by; each once, for every key typed asks for all. */
export function rowTexts<Row extends object>(
  columns: readonly DataTableColumn<Row>[],
): RowText<Row> {
  // Weak, so that the rows of an older answer can go.
  const known = new WeakMap<Row, string>();
  return row => {
    let text = known.get(row);
    if (text === undefined) {
      text = columns
        .map(column => column.value(row) ?? '')
        .join('\n')
        .toLowerCase();
      known.set(row, text);
    }
    return text;
  };
}

/** Whether every word of the query is somewhere in the row. Upper and lower case are the same. */
export function matchesQuery<Row>(
  row: Row,
  textOf: RowText<Row>,
  query: string,
): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every(word => textOf(row).includes(word));
}

/** The values of a facet that a row has. */
export function facetValues<Row>(
  row: Row,
  filter: DataTableFilter<Row>,
): readonly string[] {
  const value = filter.value(row);
  if (value === undefined) {
    return [];
  }
  return typeof value === 'string' ? [value] : value;
}

/** Whether a row has one of the chosen values of every facet with a choice. */
export function matchesFilters<Row>(
  row: Row,
  filters: readonly DataTableFilter<Row>[],
  chosen: Readonly<Record<string, readonly string[]>>,
): boolean {
  return filters.every(filter => {
    const wanted = chosen[filter.id];
    return (
      !wanted || facetValues(row, filter).some(value => wanted.includes(value))
    );
  });
}

/** A value of a facet and how many rows would be left with it. */
export type FacetOption = { value: string; label: string; count: number };

/**
 * The values a facet offers, those with most rows first. Counted over the rows
 * that pass every other facet, so that a number says what choosing it would
 * show; a chosen value stays listed even with none.
 */
export function facetOptions<Row>(
  rows: readonly Row[],
  filter: DataTableFilter<Row>,
  filters: readonly DataTableFilter<Row>[],
  chosen: Readonly<Record<string, readonly string[]>>,
): FacetOption[] {
  const others = filters.filter(other => other.id !== filter.id);
  const counts = new Map<string, number>(
    (chosen[filter.id] ?? []).map(value => [value, 0]),
  );
  for (const row of rows) {
    if (matchesFilters(row, others, chosen)) {
      for (const value of facetValues(row, filter)) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
  }
  return [...counts]
    .map(([value, count]) => ({
      value,
      count,
      label: filter.labelOf?.(value) ?? value,
    }))
    .sort(
      (one, other) =>
        other.count - one.count || collator.compare(one.label, other.label),
    );
}

/** A line of the table: a heading or a row. */
export type TableItem<Row> =
  | { kind: 'group'; id: string; rows: readonly Row[]; isOpen: boolean }
  | { kind: 'row'; id: string; row: Row; level: 1 | 2 };

/** Puts ordered rows under headings, in the order in which groups first appear. */
export function tableItems<Row>(
  rows: readonly Row[],
  getRowId: (row: Row) => string,
  groupBy: DataTableGrouping<Row> | undefined,
  closed: ReadonlySet<string>,
): TableItem<Row>[] {
  if (!groupBy) {
    return rows.map(row => ({ kind: 'row', id: getRowId(row), row, level: 1 }));
  }
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const value = groupBy.value(row);
    const group = groups.get(value);
    if (group) {
      group.push(row);
    } else {
      groups.set(value, [row]);
    }
  }
  return [...groups].flatMap(([id, members]): TableItem<Row>[] => {
    const isOpen = !closed.has(id);
    const heading = { kind: 'group' as const, id, rows: members, isOpen };
    const lines = members.map(row => ({
      kind: 'row' as const,
      id: getRowId(row),
      row,
      level: 2 as const,
    }));
    return isOpen ? [heading, ...lines] : [heading];
  });
}
