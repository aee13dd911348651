import { AlertPair } from '../alertPairs';
import { errorBudget } from '../budget';
import { AlertRun, ErrorHistory } from './types';
import { WindowRatios } from './windowRatios';

/**
 * For so long an alert may be silent and still be the same one: pagers keep an
 * incident open at least that long, so what flickers wakes nobody twice.
 */
export const sameAlertSeconds = 15 * 60;

/**
 * In which slices one of the pairs would have fired, by the same strict
 * comparison as in the rules that Sloth generates.
 *
 * @returns 1 where it fired, else 0, also where a window has no measurement
 */
export function firingSlices(
  windows: WindowRatios,
  pairs: readonly AlertPair[],
  objective: number,
  count: number,
): Uint8Array {
  const firing = new Uint8Array(count);
  for (const pair of pairs) {
    const threshold = pair.factor * errorBudget(objective);
    const short = windows.over(pair.shortSeconds);
    const long = windows.over(pair.longSeconds);
    for (let index = 0; index < count; index++) {
      // Both comparisons are false for NaN.
      if (short[index] > threshold && long[index] > threshold) {
        firing[index] = 1;
      }
    }
  }
  return firing;
}

/**
 * Slices in which an alert fired as runs, in which it was never silent for
 * longer than {@link sameAlertSeconds}.
 *
 * @param start - first slice that counts
 */
export function alertRuns(
  firing: Uint8Array,
  { from, sliceSeconds }: Pick<ErrorHistory, 'from' | 'sliceSeconds'>,
  start: number,
): AlertRun[] {
  const runs: AlertRun[] = [];
  for (let index = start; index < firing.length; index++) {
    if (firing[index] === 1) {
      const at = from + index * sliceSeconds;
      const run = runs.at(-1);
      if (run && at - run.to <= sameAlertSeconds + sliceSeconds) {
        run.to = at;
      } else {
        runs.push({ from: at, to: at });
      }
    }
  }
  return runs;
}
