import { FocusEvent, KeyboardEvent, useCallback, useState } from 'react';
import type { TableItem } from './tableRows';

/** What the keyboard does in a table. */
export type GridKeyboard = {
  /** Index of the active line, or -1. */
  active: number;
  setActive: (index: number) => void;
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

/**
 * Arrow keys move over the lines, Enter opens one, right and left open and
 * close a group.
 */
export function useGridKeyboard<Row>(options: {
  items: readonly TableItem<Row>[];
  openRow: (row: Row, inNewTab: boolean) => void;
  toggleGroup: (id: string) => void;
  scrollTo: (index: number) => void;
}): GridKeyboard {
  const { items, openRow, toggleGroup, scrollTo } = options;
  const [wanted, setWanted] = useState(-1);
  // Filtering may have taken the active line away.
  const active = Math.min(wanted, items.length - 1);

  const activate = useCallback(
    (index: number) => {
      setWanted(index);
      scrollTo(index);
    },
    [scrollTo],
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
    if (
      event.target === event.currentTarget &&
      active < 0 &&
      items.length > 0
    ) {
      setWanted(0);
    }
  };
  return { active, setActive: setWanted, onKeyDown, onFocus };
}
