import { useCallback, useEffect, useId, useRef } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { EmptyState } from '../feedback/EmptyState';
import { TableSkeleton } from '../feedback/skeletons';
import { tokens } from '../theme/tokens';
import { gridTracks, minTableWidth } from './columnLayout';
import { GroupRow, TableRow } from './TableCells';
import { TableHead } from './TableHead';
import { TableToolbar } from './TableToolbar';
import { emptyTableState } from './tableState';
import type { DataTableProps } from './types';
import { useDataTable } from './useDataTable';
import { useDensity } from './useDensity';
import { useGridKeyboard } from './useGridKeyboard';
import { useLines } from './useLines';
import { useTableState } from './useTableState';
import './table.css';

/** Opens a row's address as a link would. */
function useOpenRow<Row>(getRowHref: DataTableProps<Row>['getRowHref']) {
  const navigate = useNavigate();
  const base = useHref('/').replace(/\/$/, '');
  return useCallback(
    (row: Row, inNewTab: boolean) => {
      const href = getRowHref?.(row);
      if (href && inNewTab) {
        window.open(base + href, '_blank', 'noopener');
      } else if (href) {
        navigate(href);
      }
    },
    [getRowHref, navigate, base],
  );
}

/** The tables of the portal: sorted, filtered, grouped, linked, and quick with ten thousand rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, caption, getRowHref, groupBy, emptyState, isLoading } = props;
  const handle = useTableState(props.urlKey);
  const [state, update] = handle;
  const density = useDensity();
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const lineHeight =
    density[0] === 'compact' ? tokens.size.rowCompact : tokens.size.row;

  const { shown, items, matching, toggleGroup } = useDataTable(props, state);
  const { lines, totalHeight, scrollTo } = useLines({
    count: items.length,
    height: lineHeight,
    scroller,
  });
  const openRow = useOpenRow(getRowHref);
  const keyboard = useGridKeyboard({ items, openRow, toggleGroup, scrollTo });

  useEffect(() => {
    // Another order or choice starts at its top.
    scroller.current?.scrollTo?.({ top: 0 });
  }, [state.sort, state.filters, state.query]);

  if (isLoading && rows.length === 0) {
    return (
      <TableSkeleton columns={shown.length} label={`Loading ${caption}`} />
    );
  }
  if (rows.length === 0) {
    return (
      <div className="gr-table">
        {emptyState ?? (
          <EmptyState
            title={`No ${caption.toLowerCase()}`}
            description="There is nothing to list here yet."
          />
        )}
      </div>
    );
  }
  const layouts = shown.map(({ layout }) => layout);
  const tracks = gridTracks(layouts);
  const lineId = (index: number) => `${gridId}-${index}`;
  return (
    <section
      className="gr-table"
      aria-label={caption}
      data-density={density[0]}
    >
      <TableToolbar
        table={props}
        handle={handle}
        matching={matching}
        density={density}
      />
      <div
        ref={scroller}
        role={groupBy ? 'treegrid' : 'grid'}
        aria-label={caption}
        aria-rowcount={items.length + 1}
        aria-colcount={shown.length}
        aria-busy={isLoading || undefined}
        aria-activedescendant={
          keyboard.active >= 0 ? lineId(keyboard.active) : undefined
        }
        tabIndex={0}
        className="gr-grid"
        style={{
          maxHeight: props.maxHeight ?? 'max(320px, calc(100dvh - 220px))',
        }}
        onKeyDown={keyboard.onKeyDown}
        onFocus={keyboard.onFocus}
      >
        <div style={{ minWidth: minTableWidth(layouts) }}>
          <TableHead
            shown={shown}
            tracks={tracks}
            sort={state.sort ?? props.defaultSort}
            onSort={sort =>
              update(({ sort: _, ...rest }) =>
                sort ? { ...rest, sort } : rest,
              )
            }
          />
          {items.length > 0 && (
            <div
              role="rowgroup"
              className="gr-lines"
              data-virtual={totalHeight === undefined ? undefined : true}
              style={{ height: totalHeight }}
            >
              {lines.map(({ index, top }) => {
                const item = items[index];
                const place = {
                  id: lineId(index),
                  rowIndex: index + 2,
                  isActive: index === keyboard.active,
                  top,
                };
                return item.kind === 'group' ? (
                  <GroupRow
                    key={`group:${item.id}`}
                    item={item}
                    groupBy={groupBy!}
                    columnCount={shown.length}
                    place={place}
                    onToggle={toggleGroup}
                  />
                ) : (
                  <TableRow
                    key={`row:${item.id}`}
                    item={item}
                    shown={shown}
                    tracks={tracks}
                    place={place}
                    isTree={Boolean(groupBy)}
                    href={getRowHref?.(item.row)}
                    onOpen={openRow}
                  />
                );
              })}
            </div>
          )}
        </div>
      </div>
      {matching === 0 && (
        <EmptyState
          title={`No ${caption.toLowerCase()} match`}
          description={`${rows.length} are hidden by the filters.`}
          action={
            <button
              type="button"
              className="gr-button"
              onClick={() =>
                update(current => ({ ...current, ...emptyTableState }))
              }
            >
              Clear filters
            </button>
          }
        />
      )}
    </section>
  );
}
