import type { MouseEvent, ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { formatCount, noValue } from '../format/numbers';
import { middleCut } from './middleCut';
import type { TableItem } from './tableRows';
import type { DataTableColumn, DataTableGrouping } from './types';
import type { ShownColumn } from './useDataTable';

/** What a cell shows, and what it needs around it. */
type CellView = {
  content: ReactNode;
  /** The whole text where it may be cut. */
  title?: string;
  className?: string;
};

function cutInTheMiddle(text: string): ReactNode {
  const { head, tail } = middleCut(text);
  return tail ? (
    <span className="gr-cut">
      <span className="gr-cut-head">{head}</span>
      <span>{tail}</span>
    </span>
  ) : (
    text
  );
}

/**
 * Plain text and numbers go right into the cell: a table draws hundreds of
 * cells at once, and every element inside them counts.
 */
function cellView<Row>(column: DataTableColumn<Row>, row: Row): CellView {
  if (column.cell) {
    return { content: column.cell(row), className: 'gr-cell--own' };
  }
  const value = column.value(row);
  if (value === null || value === undefined || value === '') {
    return { content: noValue, className: 'gr-cell--missing' };
  }
  if (typeof value === 'number') {
    return {
      content: (column.format ?? formatCount)(value),
      className: 'gr-numbers',
    };
  }
  if (typeof value === 'boolean') {
    return { content: value ? 'Yes' : 'No' };
  }
  const isMiddle = column.truncate === 'middle';
  return { content: isMiddle ? cutInTheMiddle(value) : value, title: value };
}

/** Where a line stands among all, drawn or not. */
export type LinePlace = {
  id: string;
  /** Counted from one, the header being the first. */
  rowIndex: number;
  isActive: boolean;
  /** Distance from the top in px; absent when the lines follow one another. */
  top?: number;
};

function lineProps(place: LinePlace, tracks: string) {
  return {
    id: place.id,
    'aria-rowindex': place.rowIndex,
    'data-active': place.isActive || undefined,
    style: {
      gridTemplateColumns: tracks,
      ...(place.top === undefined
        ? {}
        : {
            position: 'absolute' as const,
            insetInline: 0,
            transform: `translateY(${place.top}px)`,
          }),
    },
  };
}

/** Whether a click meant the row and not something in it, nor the marking of text. */
function meantTheRow(event: MouseEvent): boolean {
  const inner = (event.target as Element).closest('a, button, input, label');
  return !inner && !window.getSelection()?.toString();
}

/** What {@link TableRow} is made of. */
type TableRowProps<Row> = {
  item: Extract<TableItem<Row>, { kind: 'row' }>;
  shown: readonly ShownColumn<Row>[];
  tracks: string;
  place: LinePlace;
  isTree: boolean;
  href?: string;
  onOpen: (row: Row, inNewTab: boolean) => void;
};

/** A row of data; its first cell is the link to what it stands for. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { item, shown, tracks, place, isTree, href, onOpen } = props;
  return (
    // The keyboard reaches rows through the grid, which owns the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      {...lineProps(place, tracks)}
      className="gr-line"
      aria-level={isTree ? item.level : undefined}
      data-link={href ? true : undefined}
      onClick={event => {
        if (href && meantTheRow(event)) {
          onOpen(item.row, event.ctrlKey || event.metaKey);
        }
      }}
    >
      {shown.map(({ column, layout }, index) => {
        const { content, title, className = '' } = cellView(column, item.row);
        return (
          <div
            key={column.id}
            role={index === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={index + 1}
            className={`gr-cell ${className}`}
            data-align={layout.align}
            title={title}
          >
            {index === 0 && href ? (
              <Link to={href} tabIndex={-1} className="gr-row-link">
                {content}
              </Link>
            ) : (
              content
            )}
          </div>
        );
      })}
    </div>
  );
}

/** The heading of a group, which opens and closes it. */
export function GroupRow<Row>(props: {
  item: Extract<TableItem<Row>, { kind: 'group' }>;
  groupBy: DataTableGrouping<Row>;
  columnCount: number;
  place: LinePlace;
  onToggle: (id: string) => void;
}) {
  const { item, groupBy, columnCount, place, onToggle } = props;
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      {...lineProps(place, '1fr')}
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
