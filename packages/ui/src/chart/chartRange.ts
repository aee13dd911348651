import type { ChartSeries, ChartThreshold, TimeRange } from './types';

/** Room above the highest value, as a share of the span. */
const headroom = 0.08;

/** A threshold farther away than this many times the highest value would flatten the lines. */
const thresholdReach = 3;

/**
 * The values at the lower and upper edge of a plot. A threshold belongs to it
 * unless it is so far off that the data would be a flat line.
 */
export function valueRange(
  series: readonly ChartSeries[],
  thresholds: readonly ChartThreshold[],
  yFrom: 'zero' | 'data',
): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of series) {
    for (const value of values) {
      if (value !== null && Number.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  const hasData = low <= high;
  for (const { value } of thresholds) {
    if (!hasData || high <= 0 || value <= high * thresholdReach) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) {
    return [0, 1];
  }
  if (yFrom === 'zero') {
    low = Math.min(0, low);
    high = Math.max(0, high);
  }
  if (low === high) {
    // A flat line needs a span; one of zeros, or too near to it to have a half, shows a whole step.
    const half = Math.abs(high) / 2;
    return half === 0 ? [low, 1] : [low - half, high + half];
  }
  const room = (high - low) * headroom;
  return [low < 0 || yFrom === 'data' ? low - room : low, high + room];
}

/** Index of the timestamp next to a time; -1 without timestamps. They must ascend. */
export function nearestIndex(
  timestamps: readonly number[],
  time: number,
): number {
  let low = 0;
  let high = timestamps.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (timestamps[middle] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low > 0 && time - timestamps[low - 1] <= timestamps[low] - time) {
    return low - 1;
  }
  return high < 0 ? -1 : low;
}

/** The time a chart shows: what was asked for, else that of its data. */
export function shownRange(
  timestamps: readonly number[],
  range: TimeRange | undefined,
): TimeRange {
  if (range) {
    return range;
  }
  const from = timestamps[0] ?? 0;
  const to = timestamps[timestamps.length - 1] ?? from + 1;
  return { from, to: to > from ? to : from + 1 };
}

/** The samples inside a range; all without one. */
export function valuesWithin<Value>(
  timestamps: readonly number[],
  values: readonly Value[],
  range: TimeRange | undefined,
): readonly Value[] {
  return range
    ? values.filter(
        (_, index) =>
          timestamps[index] >= range.from && timestamps[index] <= range.to,
      )
    : values;
}
