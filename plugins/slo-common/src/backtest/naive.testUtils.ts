import { AlertPair } from '../alertPairs';
import { ErrorHistory } from './types';

/** The same as the fast code, as one would write it down from the definition. */
export function naiveWindowRatio(
  { errorRatios, events, sliceSeconds }: ErrorHistory,
  index: number,
  windowSeconds: number,
): number {
  const slices = Math.max(1, Math.round(windowSeconds / sliceSeconds));
  let failed = 0;
  let total = 0;
  for (let at = Math.max(0, index - slices + 1); at <= index; at++) {
    const weight = events ? events[at] : 1;
    if (Number.isFinite(errorRatios[at]) && weight > 0) {
      failed += errorRatios[at] * weight;
      total += weight;
    }
  }
  return total > 0 ? failed / total : NaN;
}

/** Numbers of the slices in which one of the pairs fires. */
export function naiveFiring(
  history: ErrorHistory,
  pairs: readonly AlertPair[],
  budget: number,
): number[] {
  return Array.from(
    { length: history.errorRatios.length },
    (_, index) => index,
  ).filter(index =>
    pairs.some(
      pair =>
        naiveWindowRatio(history, index, pair.shortSeconds) >
          pair.factor * budget &&
        naiveWindowRatio(history, index, pair.longSeconds) >
          pair.factor * budget,
    ),
  );
}
