import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { ChartSkeleton } from '../feedback/skeletons';
import { ChartCompact } from './ChartCompact';
import { limitSeries } from './chartSeries';
import { ChartTable } from './ChartTable';
import { localZone } from './timeTicks';
import type { TimeRange, TimeSeriesChartProps } from './types';
import { useWidth } from './useWidth';
import './chart.css';

const ChartPlot = lazy(() =>
  import('./ChartPlot').then(module => ({ default: module.ChartPlot })),
);

/** Below this width in px a plot says less than a sparkline and three numbers. */
const plotFromWidth = 400;
const defaultHeight = 180;

/** The range a chart shows: the caller's, or without one its own. */
function useRange(props: TimeSeriesChartProps) {
  const [own, setOwn] = useState<TimeRange>();
  const { range, onRangeChange } = props;
  return onRangeChange
    ? { range, setRange: onRangeChange }
    : { range: own ?? range, setRange: setOwn };
}

/** Time series with one cursor for all charts of a page, marks, thresholds and gaps; as plot or table. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, description, series, timestamps, unit } = props;
  const height = props.height ?? defaultHeight;
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const [isTable, setTable] = useState(false);
  const { range, setRange } = useRange(props);
  const drawn = useMemo(() => limitSeries(series, unit), [series, unit]);
  const isEmpty = series.every(({ values }) =>
    values.every(value => value === null),
  );

  const isNarrow = width > 0 && width < plotFromWidth;

  const plot = () => {
    if (isEmpty) {
      return (
        <p className="gr-chart-empty" style={{ height }}>
          No data in this range
        </p>
      );
    }
    if (isTable) {
      return (
        <ChartTable
          title={title}
          drawn={drawn}
          timestamps={timestamps}
          unit={unit}
          height={height}
        />
      );
    }
    if (width === 0) {
      return <ChartSkeleton height={height} />;
    }
    return isNarrow ? (
      <ChartCompact
        drawn={drawn}
        timestamps={timestamps}
        range={range}
        unit={unit}
        thresholds={props.thresholds ?? []}
        yFrom={props.yFrom}
        width={width}
      />
    ) : (
      <Suspense fallback={<ChartSkeleton height={height} />}>
        <ChartPlot
          {...props}
          drawn={drawn}
          width={width}
          height={height}
          range={range}
          onRangeChange={setRange}
        />
      </Suspense>
    );
  };
  return (
    <figure
      className="gr-chart"
      aria-label={title}
      data-narrow={isNarrow || undefined}
    >
      <figcaption>
        <span className="gr-chart-title">{title}</span>
        {description && (
          <span className="gr-chart-description">{description}</span>
        )}
        <span className="gr-chart-tools gr-no-print">
          {range && (
            <button
              type="button"
              className="gr-button gr-button--quiet gr-button--small"
              onClick={() => setRange(undefined)}
            >
              Reset range
            </button>
          )}
          {!isNarrow && (
            <span className="gr-chart-zone" title="Times are local">
              {localZone()}
            </span>
          )}
          <button
            type="button"
            className="gr-button gr-button--quiet gr-button--small"
            aria-pressed={isTable}
            disabled={isEmpty}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? 'Show as chart' : 'Show as table'}
          </button>
        </span>
      </figcaption>
      <div ref={element} className="gr-chart-body">
        {plot()}
      </div>
    </figure>
  );
}
