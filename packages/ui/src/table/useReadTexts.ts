import { useEffect } from 'react';
import type { RowText } from './tableRows';

/** Rows whose text is read before the time that is left is asked for again. */
const rowsAtOnce = 20;

/**
 * Reads the texts that rows are searched by while the page has nothing else to
 * do, so that the first letter of a filter need not wait for all of them.
 */
export function useReadTexts<Row>(
  rows: readonly Row[],
  textOf: RowText<Row>,
): void {
  useEffect(() => {
    // Without it (Safari) they are read when they are searched.
    if (typeof requestIdleCallback === 'undefined') {
      return undefined;
    }
    let next = 0;
    let request = 0;
    const read = (deadline: IdleDeadline) => {
      while (next < rows.length && deadline.timeRemaining() > 2) {
        rows.slice(next, next + rowsAtOnce).forEach(textOf);
        next += rowsAtOnce;
      }
      if (next < rows.length) {
        request = requestIdleCallback(read);
      }
    };
    request = requestIdleCallback(read);
    return () => cancelIdleCallback(request);
  }, [rows, textOf]);
}
