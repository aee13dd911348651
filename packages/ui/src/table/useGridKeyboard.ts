import { FocusEvent, KeyboardEvent, useCallback } from 'react';
import type { TableItem } from './tableRows';

/** What the keyboard does in a table. */
export type GridKeyboard = {
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
};

/** Lines that Page Up and Page Down jump over. */
const pageLines = 12;

function moved(key: string, active: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'PageDown':
      return Math.min(last, active + pageLines);
    case 'PageUp':
      return Math.max(0, active - pageLines);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** Index of the line that something is in, or -1. */
function lineOf(element: Element): number {
  const row = element.closest('[aria-rowindex]');
  // Counted from one, the header being the first.
  return Number(row?.getAttribute('aria-rowindex') ?? 1) - 2;
}

/**
 * Arrow keys move over the lines, Enter opens one, right and left open and
 * close a group. What has the focus within a line makes it the active one.
 */
export function useGridKeyboard<Row>(options: {
  items: readonly TableItem<Row>[];
  /** Index of the active line, or -1. */
  active: number;
  setActive: (index: number) => void;
  openRow: (row: Row, inNewTab: boolean) => void;
  toggleGroup: (id: string) => void;
  scrollTo: (index: number) => void;
}): GridKeyboard {
  const { items, active, setActive, openRow, toggleGroup, scrollTo } = options;

  const activate = useCallback(
    (index: number) => {
      setActive(index);
      scrollTo(index);
    },
    [setActive, scrollTo],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys pressed on a control inside the table belong to that control.
    if (event.target !== event.currentTarget || items.length === 0) {
      return;
    }
    const next = moved(event.key, active, items.length - 1);
    const item = items[active];
    if (next !== undefined) {
      activate(next);
    } else if (item?.kind === 'row' && event.key === 'Enter') {
      openRow(item.row, event.ctrlKey || event.metaKey);
    } else if (
      item?.kind === 'group' &&
      (event.key === 'Enter' ||
        event.key === (item.isOpen ? 'ArrowLeft' : 'ArrowRight'))
    ) {
      toggleGroup(item.id);
    } else {
      return;
    }
    event.preventDefault();
  };
  const onFocus = (event: FocusEvent) => {
    const isOnGrid = event.target === event.currentTarget;
    const line = isOnGrid ? Math.max(0, active) : lineOf(event.target);
    if (line >= 0 && line < items.length) {
      setActive(line);
    }
  };
  return { onKeyDown, onFocus };
}
