export { formatChartValue } from './chartUnits';
export { TimeSeriesChart } from './TimeSeriesChart';
export type {
  ChartMark,
  ChartSeries,
  ChartThreshold,
  ChartUnit,
  TimeRange,
  TimeSeriesChartProps,
} from './types';
