import { memo } from 'react';
import { nextSort } from './tableState';
import type { DataTableSort } from './types';
import type { ShownColumn } from './useDataTable';

const directions = { true: 'descending', false: 'ascending' } as const;

function PlainTableHead<Row>(props: {
  shown: readonly ShownColumn<Row>[];
  tracks: string;
  sort: DataTableSort | undefined;
  onSort: (sort: DataTableSort | undefined) => void;
}) {
  const { shown, tracks, sort, onSort } = props;
  return (
    <div role="rowgroup" className="gr-head">
      <div
        role="row"
        aria-rowindex={1}
        className="gr-line"
        style={{ gridTemplateColumns: tracks }}
      >
        {shown.map(({ column, layout }, index) => {
          const isSorted = sort?.id === column.id;
          const direction = isSorted
            ? directions[`${sort.descending}`]
            : undefined;
          const words = (
            <>
              <span className="gr-head-words">
                {column.header}
                {column.unit && <span className="gr-unit"> {column.unit}</span>}
              </span>
              {direction && (
                <span aria-hidden="true">
                  {direction === 'ascending' ? '↑' : '↓'}
                </span>
              )}
            </>
          );
          const isSortable = column.sortable !== false;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={isSortable ? direction ?? 'none' : undefined}
              className="gr-cell"
              data-align={layout.align}
            >
              {isSortable ? (
                <button
                  type="button"
                  onClick={() => onSort(nextSort(sort, column.id))}
                >
                  {words}
                </button>
              ) : (
                words
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The sticky first line: names, units and order. Not drawn again by scrolling. */
export const TableHead = memo(PlainTableHead) as typeof PlainTableHead;
