import {
  RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
} from 'react';
import {
  defaultRangeExtractor,
  observeElementRect,
  Range,
  useVirtualizer,
} from '@tanstack/react-virtual';
import { linesAtOnce } from './linesAtOnce';

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

/** Those of the wanted lines that this frame draws; the next ones draw the rest. */
function useLinesAtOnce(options: {
  wanted: readonly number[];
  keyOf: (line: number) => string;
  active: number;
  firstInView: number;
}): readonly number[] {
  const { wanted, keyOf, active, firstInView } = options;
  const drawn = useRef<ReadonlySet<string>>(new Set());
  const [, drawMore] = useReducer((frames: number) => frames + 1, 0);
  const lines = linesAtOnce(
    wanted,
    line => line === active || drawn.current.has(keyOf(line)),
    firstInView,
  );
  useLayoutEffect(() => {
    if (wanted.length === 0) {
      return undefined;
    }
    // Not before: what is drawn again within a frame must not draw more in it.
    const frame = requestAnimationFrame(() => {
      drawn.current = new Set(lines.map(keyOf));
      if (lines.length < wanted.length) {
        drawMore();
      }
    });
    return () => cancelAnimationFrame(frame);
  });
  return lines;
}

const none: readonly number[] = [];

/** Decides which lines are drawn, and scrolls to any of them. */
export function useLines(options: {
  count: number;
  /** What a line is, wherever it stands. */
  keyOf: (line: number) => string;
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
  const { count, keyOf, height, scroller, active } = options;
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
    // A guess, so that the first drawing has lines already; it is measured after that.
    initialRect: { width: 0, height: window.innerHeight },
    overscan: beyondView,
    rangeExtractor,
    // The sticky header covers the first line of the scrolled area.
    scrollPaddingStart: height,
    observeElementRect: (instance, report) =>
      typeof ResizeObserver === 'undefined'
        ? report({ width: 1280, height: 800 })
        : observeElementRect(instance, report),
  });
  const measured = useRef(height);
  useLayoutEffect(() => {
    // It does not see by itself that all heights are others.
    if (measured.current !== height) {
      measured.current = height;
      virtualizer.measure();
    }
  }, [virtualizer, height]);
  const inReach = virtualizer.getVirtualIndexes();
  const atOnce = useLinesAtOnce({
    wanted: isVirtual ? inReach : none,
    keyOf,
    active,
    firstInView: virtualizer.range?.startIndex ?? 0,
  });
  const lines = useMemo<DrawnLine[]>(
    () =>
      isVirtual
        ? atOnce.map(index => ({ index, top: index * height }))
        : Array.from({ length: count }, (_, index) => ({ index })),
    [isVirtual, atOnce, height, count],
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
    ...(isVirtual ? { totalHeight: count * height } : {}),
  };
}
