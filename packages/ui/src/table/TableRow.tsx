import { memo, MouseEvent, ReactNode } from 'react';
import { formatCount, noValue } from '../format/numbers';
import { CellLink } from './CellLink';
import { LinePlace, lineProps } from './linePlace';
import { middleCut } from './middleCut';
import type { DataTableColumn } from './types';
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
    return {
      content: column.cell(row),
      className: column.isText ? undefined : 'gr-cell--own',
    };
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

/** Whether a click meant the row and not something in it, nor the marking of text. */
function meantTheRow(event: MouseEvent): boolean {
  const inner = (event.target as Element).closest('a, button, input, label');
  return !inner && !window.getSelection()?.toString();
}

/** What {@link TableRow} is made of. */
type TableRowProps<Row> = LinePlace & {
  row: Row;
  /** Depth below headings; absent in a table without groups. */
  level?: number;
  shown: readonly ShownColumn<Row>[];
  tracks: string;
  href?: string;
  onOpen: (row: Row, inNewTab: boolean) => void;
};

function PlainTableRow<Row>(props: TableRowProps<Row>) {
  const { row, level, shown, tracks, href, onOpen } = props;
  return (
    // The keyboard reaches rows through the grid, which owns the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      {...lineProps(props, tracks)}
      className="gr-line"
      aria-level={level}
      data-link={href ? true : undefined}
      onClick={event => {
        if (href && meantTheRow(event)) {
          onOpen(row, event.ctrlKey || event.metaKey);
        }
      }}
    >
      {shown.map(({ column, layout }, index) => {
        const { content, title, className = '' } = cellView(column, row);
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
              <CellLink to={href} tabIndex={-1} className="gr-row-link">
                {content}
              </CellLink>
            ) : (
              content
            )}
          </div>
        );
      })}
    </div>
  );
}

/**
 * A row of data; its first cell is the link to what it stands for. Drawn again
 * only when something of it changes: scrolling draws the rows that come, not
 * those that are there.
 */
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;
