import type { DrawnSeries } from './chartSeries';
import { formatChartValue } from './chartUnits';
import { formatCursorTime, localZone } from './timeTicks';
import type { ChartUnit } from './types';

/** What scrolls must be reachable by keyboard. */
const reachable = { tabIndex: 0 };

/** The numbers of a chart as a table, newest first. */
export function ChartTable(props: {
  title: string;
  drawn: readonly DrawnSeries[];
  timestamps: readonly number[];
  unit: ChartUnit;
  /** Height in px, that of the plot it stands for. */
  height: number;
}) {
  const { title, drawn, timestamps, unit, height } = props;
  const span = timestamps[timestamps.length - 1] - timestamps[0];
  const newestFirst = timestamps.map(
    (_, index) => timestamps.length - 1 - index,
  );
  return (
    <div
      className="gr-chart-table"
      role="region"
      aria-label={`${title} as a table`}
      {...reachable}
      style={{ height }}
    >
      <table>
        <caption className="gr-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Time ({localZone()})</th>
            {drawn.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(index => (
            <tr key={timestamps[index]}>
              <th scope="row">{formatCursorTime(timestamps[index], span)}</th>
              {drawn.map(({ label, values }) => (
                <td key={label}>{formatChartValue(unit, values[index])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
