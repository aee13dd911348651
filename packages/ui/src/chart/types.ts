import type { ChipState } from '../states/stateLooks';

/**
 * What the numbers are. `ratio` is 0 to 1 and `percent` 0 to 100, both shown
 * as per cent; `rate` is per second.
 */
export type ChartUnit =
  | 'ratio'
  | 'percent'
  | 'rate'
  | 'seconds'
  | 'count'
  | 'bytes';

/** One line. A missing sample is null and stays a gap. */
export type ChartSeries = {
  label: string;
  values: readonly (number | null)[];
  /** Gives the line the colour of a state instead of one for its name. */
  state?: ChipState;
};

/** A labelled line across the plot. */
export type ChartThreshold = { label: string; value: number };

/** Something that happened, shown on the time axis. */
export type ChartMark = {
  /** Unix time in seconds. */
  at: number;
  label: string;
  /** App-absolute address of its details. */
  href?: string;
  /** Kind of timeline event, which decides the icon: `deploy`, `alert` … */
  kind: string;
};

/** A stretch of time in unix seconds. */
export type TimeRange = { from: number; to: number };

/** Props of {@link TimeSeriesChart}. */
export type TimeSeriesChartProps = {
  title: string;
  /** One line on what is measured. */
  description?: string;
  series: readonly ChartSeries[];
  /** Unix seconds, ascending, one for each value. */
  timestamps: readonly number[];
  unit: ChartUnit;
  thresholds?: readonly ChartThreshold[];
  marks?: readonly ChartMark[];
  /** Charts with the same key share one cursor. */
  syncKey?: string;
  /** The time shown; by default that of the data, or what was dragged over. */
  range?: TimeRange;
  /** Called with a dragged range, and with undefined to reset by a double click. */
  onRangeChange?: (range: TimeRange | undefined) => void;
  /** Height of the plot in px. */
  height?: number;
  /** The lower edge: zero, or the smallest value where small differences matter. */
  yFrom?: 'zero' | 'data';
};
