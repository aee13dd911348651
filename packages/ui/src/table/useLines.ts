import { RefObject, useCallback, useMemo } from 'react';
import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual';

/**
 * Up to here every line is drawn: the browser's find, printing and screen
 * readers then have the whole table. Beyond, only what is in view.
 */
const drawAllUpTo = 120;

/** A line to draw, with its distance from the top when not all are drawn. */
export type DrawnLine = { index: number; top?: number };

/** Decides which lines are drawn, and scrolls to any of them. */
export function useLines(options: {
  count: number;
  height: number;
  scroller: RefObject<HTMLElement>;
}): {
  lines: DrawnLine[];
  /** Height in px that all lines take; absent when they are all drawn. */
  totalHeight?: number;
  scrollTo: (index: number) => void;
} {
  const { count, height, scroller } = options;
  const isVirtual = count > drawAllUpTo;
  const virtualizer = useVirtualizer({
    count,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
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
