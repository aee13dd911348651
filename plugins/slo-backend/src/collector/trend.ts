import {
  planSeriesRange,
  SeriesRange,
  seriesTimestamps,
} from '@goreliable/plugin-slo-common';
import { RangeSample } from '../ports';
import { samplesById } from '../discovery/seriesKeys';
import { SloRecord, TrendRecord } from '../store/types';

const trendSeconds = 30 * 86_400;
/** A sparkline is about as many pixels wide as this is doubled. */
const trendPoints = 62;

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** The last thirty days, in steps of half a day. */
export function trendRange(now: number): SeriesRange {
  const seconds = Math.floor(now / 1000);
  return planSeriesRange(seconds - trendSeconds, seconds, trendPoints);
}

/**
 * Whether to ask for the trend again: when a step has passed, hourly (the past
 * may have been back-filled), and soon after an SLO has appeared.
 */
export function isTrendDue(
  trend: TrendRecord | undefined,
  records: readonly SloRecord[],
  now: number,
): boolean {
  if (!trend) {
    return true;
  }
  const ageMs = now - trend.fetchedAtMs;
  const hasNew = records.some(({ id }) => !trend.values[id]);
  return (
    trend.from !== trendRange(now).from ||
    ageMs >= hourMs ||
    (hasNew && ageMs >= minuteMs)
  );
}

/**
 * The answer of `budgetTrendQuery`, in thousandths: finer cannot be seen in a
 * sparkline and would make most of what browsers load.
 */
export function toTrend(
  samples: readonly RangeSample[],
  range: SeriesRange,
  records: readonly SloRecord[],
  scope: { source: string; keyLabels: readonly string[] },
  now: number,
): TrendRecord {
  const byId = samplesById(samples, scope.source, scope.keyLabels);
  const timestamps = seriesTimestamps(range);
  const values = records.map(({ id }) => {
    const points = new Map(byId.get(id)?.points);
    return [
      id,
      timestamps.map(at => {
        const value = points.get(at);
        return value === undefined || !Number.isFinite(value)
          ? null
          : Math.round(value * 1000) / 1000;
      }),
    ] as const;
  });
  return {
    from: range.from,
    stepSeconds: range.stepSeconds,
    points: timestamps.length,
    values: Object.fromEntries(values),
    fetchedAtMs: now,
  };
}
