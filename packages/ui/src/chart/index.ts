export { formatChartValue } from './chartUnits';
export { MarkIcon } from './markIcons';
export { TimeSeriesChart } from './TimeSeriesChart';
export type {
  ChartMark,
  ChartSeries,
  ChartThreshold,
  ChartUnit,
  TimeRange,
  TimeSeriesChartProps,
} from './types';
