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
