import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
} from '../format/numbers';
import type { ChartUnit } from './types';

const formats: Record<ChartUnit, (value: number | null | undefined) => string> =
  {
    ratio: value => formatPercent(value),
    percent: value =>
      formatPercent(typeof value === 'number' ? value / 100 : value),
    rate: formatRate,
    seconds: value =>
      formatDuration(typeof value === 'number' ? value * 1_000 : value),
    count: formatCount,
    bytes: formatBytes,
  };

/** A value of a chart in words, with its unit; a dash for a gap. */
export function formatChartValue(
  unit: ChartUnit,
  value: number | null | undefined,
): string {
  return formats[unit](value);
}

/** Steps between the lines of the value axis: 1, 2 or 5 times a power of ten, or of two for bytes. */
export function axisSteps(unit: ChartUnit): number[] {
  if (unit === 'bytes') {
    return Array.from({ length: 50 }, (_, power) => 2 ** power);
  }
  return Array.from({ length: 24 }, (_, index) => index - 10).flatMap(power =>
    [1, 2, 5].map(factor => Number((factor * 10 ** power).toPrecision(1))),
  );
}
