import { KeyboardEvent, RefObject, useState } from 'react';
import type uPlot from 'uplot';
import { nearestIndex } from './chartRange';
import type { TimeRange } from './types';

/** Samples that Page Up and Page Down jump over. */
const pageSamples = 10;

function moved(key: string, index: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'PageUp':
      return Math.min(last, index + pageSamples);
    case 'PageDown':
      return Math.max(0, index - pageSamples);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** The time between two samples; undefined without two different ones. */
function stretch(
  timestamps: readonly number[],
  anchor: number | undefined,
  index: number | undefined,
): TimeRange | undefined {
  if (anchor === undefined || index === undefined || anchor === index) {
    return undefined;
  }
  return {
    from: timestamps[Math.min(anchor, index)],
    to: timestamps[Math.max(anchor, index)],
  };
}

/**
 * The chart without a pointer: arrow keys move the cursor, with Shift they
 * select, Enter shows the selection, Backspace all again, Escape ends.
 */
export function useChartKeyboard(options: {
  plot: RefObject<uPlot>;
  timestamps: readonly number[];
  shown: TimeRange;
  onSelect: (range: TimeRange) => void;
  onReset: () => void;
}) {
  const { plot, timestamps, shown, onSelect, onReset } = options;
  const [anchor, setAnchor] = useState<number>();
  /** Index the keyboard is at; undefined while it is not in use. */
  const [index, setIndex] = useState<number>();

  const selection = stretch(timestamps, anchor, index);

  const place = (next: number | undefined, from: number | undefined) => {
    const target = plot.current;
    setIndex(next);
    setAnchor(from);
    if (!target) {
      return;
    }
    const toLeft = (at: number) => target.valToPos(timestamps[at], 'x');
    const left = next === undefined ? -10 : toLeft(next);
    const top = next === undefined ? -10 : 1;
    // The third argument tells the charts that share the cursor; the types lack it.
    (target.setCursor as (at: object, fire: boolean, share: boolean) => void)(
      { left, top },
      true,
      true,
    );
    const start = from === undefined ? left : toLeft(from);
    target.setSelect(
      {
        left: Math.min(start, left),
        width: Math.abs(left - start),
        top: 0,
        height: target.over.clientHeight,
      },
      false,
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || timestamps.length === 0) {
      return;
    }
    const last = nearestIndex(timestamps, shown.to);
    const next = moved(event.key, index ?? last, last);
    if (next !== undefined) {
      const start = event.shiftKey ? anchor ?? index ?? last : undefined;
      place(next, start);
    } else if (
      event.key === 'Enter' &&
      anchor !== undefined &&
      index !== undefined
    ) {
      place(index, undefined);
      if (selection) {
        onSelect(selection);
      }
    } else if (event.key === 'Backspace') {
      place(undefined, undefined);
      onReset();
    } else if (event.key === 'Escape' && index !== undefined) {
      place(undefined, undefined);
    } else {
      return;
    }
    event.preventDefault();
  };
  return {
    index,
    /** What Enter would show. */
    selection,
    onKeyDown,
    onBlur: () => index !== undefined && place(undefined, undefined),
  };
}
