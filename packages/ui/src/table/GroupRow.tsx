import { LinePlace, lineProps } from './linePlace';
import type { TableItem } from './tableRows';
import type { DataTableGrouping } from './types';

/** The heading of a group, which opens and closes it. */
export function GroupRow<Row>(
  props: LinePlace & {
    item: Extract<TableItem<Row>, { kind: 'group' }>;
    groupBy: DataTableGrouping<Row>;
    columnCount: number;
    onToggle: (id: string) => void;
  },
) {
  const { item, groupBy, columnCount, onToggle } = props;
  return (
    // The keyboard reaches headings through the grid, which owns the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      {...lineProps(props, '1fr')}
      className="gr-line gr-group"
      aria-level={1}
      aria-expanded={item.isOpen}
      onClick={() => onToggle(item.id)}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        aria-colspan={columnCount}
        className="gr-cell"
      >
        <svg width="10" height="10" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M2.5 1l3 3-3 3" fill="none" stroke="currentColor" />
        </svg>
        <span className="gr-group-label">
          {groupBy.label?.(item.id, item.rows) ?? item.id}
        </span>
        <span className="gr-numbers gr-group-count">{item.rows.length}</span>
      </div>
    </div>
  );
}
