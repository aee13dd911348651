import { findOnset } from '../findOnset';
import { BurnSeries, Onset, OnsetOptions } from '../types';

/** Even steps of 60 s from 0 on. */
export function seriesOf(values: (number | null | undefined)[]): BurnSeries {
  return {
    timestamps: values.map((_, index) => index * 60),
    values,
    stepSeconds: 60,
  };
}

/** A value so many times. */
export const repeat = <T>(count: number, value: T) =>
  Array<T>(count).fill(value);

/** With burn rates, and without a delay. */
export const find = (series: BurnSeries, options: Partial<OnsetOptions> = {}) =>
  findOnset(series, { burningAbove: 1, visibleAfterSeconds: 0, ...options });

/** An onset that has to be found. */
export function found(onset: Onset) {
  if (onset.kind !== 'found') {
    throw new Error(`Expected an onset, got ${JSON.stringify(onset)}`);
  }
  return onset;
}

/** Whether the bounds of an onset hold a moment. */
export const holds = (onset: Onset, at: number) =>
  onset.kind === 'found' && onset.earliest <= at && at <= onset.latest;

/**
 * How far two onsets are apart at most, in their best guess and in their bounds; 0 for two
 * that are both not found for the same reason, infinite for different kinds.
 *
 * @param shift - seconds that the first is expected to be later
 */
export function secondsApart(a: Onset, b: Onset, shift = 0): number {
  if (a.kind !== 'found' || b.kind !== 'found') {
    return a.kind === b.kind ? 0 : Infinity;
  }
  const names = ['earliest', 'at', 'latest'] as const;
  return Math.max(...names.map(name => Math.abs(a[name] - b[name] - shift)));
}
