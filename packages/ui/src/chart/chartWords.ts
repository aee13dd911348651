import { formatChartValue } from './chartUnits';
import { formatCursorTime } from './timeTicks';
import type { ChartSeries, ChartUnit, TimeRange } from './types';

/** What a line comes down to. */
export type SeriesFigures = {
  latest: number | null;
  mean: number | null;
  highest: number | null;
};

/** Latest, mean and highest value; null for a line without values. */
export function seriesFigures(series: ChartSeries): SeriesFigures {
  const present = series.values.filter(
    (value): value is number => value !== null && Number.isFinite(value),
  );
  if (present.length === 0) {
    return { latest: null, mean: null, highest: null };
  }
  return {
    latest: series.values[series.values.length - 1] ?? null,
    mean: present.reduce((sum, value) => sum + value, 0) / present.length,
    highest: present.reduce((high, value) => Math.max(high, value)),
  };
}

/** One sentence for those who do not see the lines. */
export function chartSummary(
  series: readonly ChartSeries[],
  unit: ChartUnit,
): string {
  const parts = series.map(one => {
    const { latest, highest } = seriesFigures(one);
    if (highest === null) {
      return `${one.label} has no data`;
    }
    const now =
      latest === null
        ? 'has no latest value'
        : `is at ${formatChartValue(unit, latest)}`;
    return `${one.label} ${now}, at most ${formatChartValue(unit, highest)}`;
  });
  return parts.length > 0 ? `${parts.join('; ')}.` : 'No data.';
}

/** What is under the cursor, for a screen reader. */
export function cursorWords(options: {
  series: readonly ChartSeries[];
  timestamps: readonly number[];
  unit: ChartUnit;
  index: number;
}): string {
  const { series, timestamps, unit, index } = options;
  const time = timestamps[index];
  if (time === undefined) {
    return '';
  }
  const span = timestamps[timestamps.length - 1] - timestamps[0];
  const values = series.map(({ label, values: samples }) => {
    const value = samples[index];
    const words =
      value === null || value === undefined
        ? 'no data'
        : formatChartValue(unit, value);
    return `${label} ${words}`;
  });
  return `${formatCursorTime(time, span)}: ${values.join(', ')}`;
}

/** What is selected or shown of the time, for a screen reader; nothing when that is all. */
export function rangeWords(options: {
  selection: TimeRange | undefined;
  range: TimeRange | undefined;
  /** Length in seconds of all there is. */
  span: number;
}): string {
  const { selection, range, span } = options;
  const words = ({ from, to }: TimeRange) =>
    `${formatCursorTime(from, span)} to ${formatCursorTime(to, span)}`;
  if (selection) {
    return `Selected ${words(selection)}. Enter shows it.`;
  }
  return range ? `Showing ${words(range)}. Backspace shows all.` : '';
}
