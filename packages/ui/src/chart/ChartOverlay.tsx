import { lineDash, lineVariable } from './chartColours';
import { spreadLabels } from './chartLayout';
import type { DrawnSeries } from './chartSeries';
import { formatChartValue } from './chartUnits';
import { formatCursorTime } from './timeTicks';
import type { ChartThreshold, ChartUnit } from './types';
import type { DrawnPlot } from './usePlot';

/** Height of a direct label in px: a name above a value, or both in a line where many must fit. */
const labelHeight = { stacked: 30, inLine: 16 };

/** A piece of a line as it is drawn: dashes tell lines apart as colours do. */
function LineSample(props: { series: DrawnSeries }) {
  return (
    <svg width="16" height="2" viewBox="0 0 16 2" aria-hidden="true">
      <path
        d="M0 1h16"
        stroke={`var(${lineVariable(props.series)})`}
        strokeWidth="2"
        strokeDasharray={lineDash(props.series).join(' ')}
      />
    </svg>
  );
}

/** The last value of a line, to which its label belongs. */
function lastValue(series: DrawnSeries): number | undefined {
  for (let index = series.values.length - 1; index >= 0; index -= 1) {
    const value = series.values[index];
    if (value !== null) {
      return value;
    }
  }
  return undefined;
}

function valueAt(series: DrawnSeries, cursor: number | undefined) {
  return series.values[cursor ?? series.values.length - 1];
}

/** Names of the lines at their ends, with the value now or under the cursor. */
export function DirectLabels(props: {
  drawn: readonly DrawnSeries[];
  unit: ChartUnit;
  plot: DrawnPlot;
  cursor: number | undefined;
}) {
  const { drawn, unit, plot, cursor } = props;
  const areStacked = drawn.length * labelHeight.stacked <= plot.area.height;
  const height = areStacked ? labelHeight.stacked : labelHeight.inLine;
  const wished = drawn.map(one => {
    const value = lastValue(one);
    return value === undefined
      ? plot.area.height
      : plot.toY(value) - height / 2;
  });
  const tops = spreadLabels(wished, height, plot.area.height);
  return (
    <div
      className="gr-chart-labels"
      data-stacked={areStacked || undefined}
      style={{ top: plot.area.top, left: plot.area.left + plot.area.width }}
      aria-hidden="true"
    >
      {drawn.map((one, index) => (
        <div key={one.label} style={{ top: tops[index] }}>
          <span className="gr-chart-label">
            <LineSample series={one} />
            <span>{one.label}</span>
          </span>
          <span className="gr-numbers">
            {formatChartValue(unit, valueAt(one, cursor))}
          </span>
        </div>
      ))}
    </div>
  );
}

/** The same as {@link DirectLabels} in a row, where there is no room beside the plot. */
export function LegendRow(props: {
  drawn: readonly DrawnSeries[];
  unit: ChartUnit;
  cursor: number | undefined;
}) {
  return (
    <div className="gr-chart-legend" aria-hidden="true">
      {props.drawn.map(one => (
        <span key={one.label} className="gr-chart-label">
          <LineSample series={one} />
          <span>{one.label}</span>
          <span className="gr-numbers">
            {formatChartValue(props.unit, valueAt(one, props.cursor))}
          </span>
        </span>
      ))}
    </div>
  );
}

/** Height of a threshold's words in px, as in chart.css, with the gap to its line. */
const thresholdWordsHeight = 16;

/**
 * Dashed lines with words below; one that lies above the plot is named at its upper edge,
 * one too close to the axis above its line.
 */
export function Thresholds(props: {
  thresholds: readonly ChartThreshold[];
  unit: ChartUnit;
  plot: DrawnPlot;
}) {
  const { thresholds, unit, plot } = props;
  const { area } = plot;
  return (
    <>
      {thresholds.map(({ label, value }) => {
        const y = plot.toY(value);
        const isAbove = y < 0;
        const words = `${label} ${formatChartValue(unit, value)}`;
        return y > area.height ? null : (
          <div
            key={label}
            className="gr-threshold"
            data-above={isAbove || undefined}
            data-low={y + thresholdWordsHeight > area.height || undefined}
            style={{
              top: area.top + Math.max(0, y),
              left: area.left,
              width: area.width,
            }}
          >
            <span>{isAbove ? `${words} ↑` : words}</span>
          </div>
        );
      })}
    </>
  );
}

/** The time under the cursor, on the axis. */
export function CursorTime(props: {
  time: number | undefined;
  span: number;
  plot: DrawnPlot;
}) {
  const { time, span, plot } = props;
  if (time === undefined) {
    return null;
  }
  const left = Math.min(plot.area.width, Math.max(0, plot.toX(time)));
  return (
    <span
      className="gr-cursor-time gr-numbers"
      aria-hidden="true"
      style={{
        top: plot.area.top + plot.area.height,
        left: plot.area.left + left,
      }}
    >
      {formatCursorTime(time, span)}
    </span>
  );
}
