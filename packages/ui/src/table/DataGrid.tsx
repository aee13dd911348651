import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { LinesSkeleton } from '../feedback/skeletons';
import { AppBase } from './CellLink';
import { gridTracks, minTableWidth } from './columnLayout';
import { GroupRow } from './GroupRow';
import { TableHead } from './TableHead';
import { TableRow } from './TableRow';
import type { DataTableProps, DataTableSort } from './types';
import type { DataTableModel } from './useDataTable';
import { useAppBase, useFollowLinks } from './useFollowLinks';
import { useGridKeyboard } from './useGridKeyboard';
import { useLines } from './useLines';
import { useOpenRow } from './useOpenRow';
import type { TableStateHandle } from './useTableState';

/**
 * What scrolls: the header and the lines. Apart from the toolbar, because it is
 * drawn again with every step of scrolling.
 */
export function DataGrid<Row extends object>(props: {
  table: DataTableProps<Row>;
  handle: TableStateHandle;
  model: DataTableModel<Row>;
  /** In px. */
  lineHeight: number;
}) {
  const { table, model, lineHeight } = props;
  const { caption, getRowHref, groupBy, isLoading = false } = table;
  const { shown, items, toggleGroup } = model;
  const [state, update] = props.handle;
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();

  const [wanted, setActive] = useState(-1);
  // Filtering may have taken the active line away.
  const active = Math.min(wanted, items.length - 1);
  const { lines, totalHeight, scrollTo } = useLines({
    count: items.length,
    keyOf: line => `${items[line].kind}:${items[line].id}`,
    height: lineHeight,
    scroller,
    active,
  });
  const openRow = useOpenRow(getRowHref);
  const followLinks = useFollowLinks();
  const appBase = useAppBase();
  const keyboard = useGridKeyboard({
    items,
    active,
    setActive,
    openRow,
    toggleGroup,
    scrollTo,
  });

  useEffect(() => {
    // Another order or choice starts at its top.
    scroller.current?.scrollTo?.({ top: 0 });
  }, [state.sort, state.filters, state.query]);

  const onSort = useCallback(
    (sort: DataTableSort | undefined) =>
      update(({ sort: _, ...rest }) => (sort ? { ...rest, sort } : rest)),
    [update],
  );
  const layouts = shown.map(({ layout }) => layout);
  const tracks = gridTracks(layouts);
  const minWidth = minTableWidth(layouts);
  const lineId = (index: number) => `${gridId}-${index}`;
  return (
    <AppBase.Provider value={appBase}>
      <div
        ref={scroller}
        role={groupBy ? 'treegrid' : 'grid'}
        aria-label={caption}
        aria-rowcount={items.length + 1}
        aria-colcount={shown.length}
        aria-busy={isLoading || undefined}
        aria-activedescendant={active >= 0 ? lineId(active) : undefined}
        tabIndex={0}
        className="gr-grid"
        style={{
          maxHeight: table.maxHeight ?? 'max(320px, calc(100dvh - 220px))',
        }}
        onClick={followLinks}
        onKeyDown={keyboard.onKeyDown}
        onFocus={keyboard.onFocus}
      >
        <div style={{ minWidth }}>
          <TableHead
            shown={shown}
            tracks={tracks}
            sort={state.sort ?? table.defaultSort}
            onSort={onSort}
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
                  isActive: index === active,
                  top,
                };
                return item.kind === 'group' ? (
                  <GroupRow
                    key={`group:${item.id}`}
                    {...place}
                    item={item}
                    groupBy={groupBy!}
                    columnCount={shown.length}
                    onToggle={toggleGroup}
                  />
                ) : (
                  <TableRow
                    key={`row:${item.id}`}
                    {...place}
                    row={item.row}
                    level={groupBy ? item.level : undefined}
                    shown={shown}
                    tracks={tracks}
                    href={getRowHref?.(item.row)}
                    onOpen={openRow}
                  />
                );
              })}
            </div>
          )}
        </div>
      </div>
      {isLoading && table.rows.length === 0 && (
        <LinesSkeleton
          label={`Loading ${caption.toLowerCase()}`}
          lineHeight={lineHeight}
          tracks={tracks}
          columns={shown.length}
        />
      )}
    </AppBase.Provider>
  );
}
