import { RefObject, useCallback, useMemo } from 'react';
import {
  defaultRangeExtractor,
  observeElementRect,
  Range,
  useVirtualizer,
} from '@tanstack/react-virtual';

/**
 * Up to here every line is drawn: the browser's find, printing and screen
 * readers then have the whole table. Beyond, only what is in view.
 */
const drawAllUpTo = 120;

/**
 * Lines drawn above and below those in view. Each is work with every step of
 * scrolling, and a step of a wheel is three lines.
 */
const beyondView = 4;

/** A line to draw, with its distance from the top when not all are drawn. */
export type DrawnLine = { index: number; top?: number };

/** The lines in their order with one more, if it exists and is not among them. */
function withLine(lines: number[], line: number): number[] {
  return line < 0 || lines.includes(line)
    ? lines
    : [...lines, line].sort((one, other) => one - other);
}

/** Decides which lines are drawn, and scrolls to any of them. */
export function useLines(options: {
  count: number;
  height: number;
  scroller: RefObject<HTMLElement>;
  /** The line that the keyboard is on, or -1; it stays however far one scrolls. */
  active: number;
}): {
  lines: DrawnLine[];
  /** Height in px that all lines take; absent when they are all drawn. */
  totalHeight?: number;
  scrollTo: (index: number) => void;
} {
  const { count, height, scroller, active } = options;
  const isVirtual = count > drawAllUpTo;
  const rangeExtractor = useCallback(
    (range: Range) => withLine(defaultRangeExtractor(range), active),
    [active],
  );
  const virtualizer = useVirtualizer({
    count,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: beyondView,
    rangeExtractor,
    // The sticky header covers the first line of the scrolled area.
    scrollPaddingStart: height,
    observeElementRect: (instance, report) =>
      typeof ResizeObserver === 'undefined'
        ? report({ width: 1280, height: 800 })
        : observeElementRect(instance, report),
  });
  const drawn = isVirtual ? virtualizer.getVirtualItems() : undefined;
  const lines = useMemo<DrawnLine[]>(
    () =>
      drawn
        ? drawn.map(({ index, start }) => ({ index, top: start }))
        : Array.from({ length: count }, (_, index) => ({ index })),
    [drawn, count],
  );
  const scrollTo = useCallback(
    (index: number) => {
      if (isVirtual) {
        virtualizer.scrollToIndex(index, { align: 'auto' });
      } else {
        scroller.current
          ?.querySelector(`[aria-rowindex="${index + 2}"]`)
          ?.scrollIntoView?.({ block: 'nearest' });
      }
    },
    [isVirtual, virtualizer, scroller],
  );
  return {
    lines,
    scrollTo,
    ...(isVirtual ? { totalHeight: virtualizer.getTotalSize() } : {}),
  };
}
