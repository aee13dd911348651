import { useMemo, useRef, useState } from 'react';
import 'uplot/dist/uPlot.min.css';
import { ChartMarks } from './ChartMarks';
import {
  CursorTime,
  DirectLabels,
  LegendRow,
  Thresholds,
} from './ChartOverlay';
import { shownRange } from './chartRange';
import type { DrawnSeries } from './chartSeries';
import { chartSummary, cursorWords, rangeWords } from './chartWords';
import type { TimeRange, TimeSeriesChartProps } from './types';
import { useChartKeyboard } from './useChartKeyboard';
import { usePlot } from './usePlot';

/** From this width in px on, names of lines have room beside the plot. */
const labelsFromWidth = 600;
const labelsWidth = 160;

/** Props of {@link ChartPlot}. */
export type ChartPlotProps = TimeSeriesChartProps & {
  drawn: readonly DrawnSeries[];
  width: number;
  height: number;
  onRangeChange: (range: TimeRange | undefined) => void;
};

/** The drawn chart with everything on it. A module of its own: uPlot loads with the first chart. */
export function ChartPlot(props: ChartPlotProps) {
  const { title, drawn, width, height, timestamps, unit, onRangeChange } =
    props;
  const { thresholds, marks = [], syncKey, range, yFrom } = props;
  const element = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<number>();
  const hasLabels = width >= labelsFromWidth;
  const shown = useMemo(
    () => shownRange(timestamps, range),
    [timestamps, range],
  );

  const { plot, drawn: placed } = usePlot(
    element,
    {
      drawn,
      timestamps,
      unit,
      thresholds,
      syncKey,
      range,
      yFrom,
      width: hasLabels ? width - labelsWidth : width,
      height,
    },
    {
      onCursor: setCursor,
      onSelect: onRangeChange,
      onReset: () => onRangeChange(undefined),
    },
  );
  const keyboard = useChartKeyboard({
    plot,
    timestamps,
    shown,
    onSelect: onRangeChange,
    onReset: () => onRangeChange(undefined),
  });
  const spoken =
    keyboard.index === undefined
      ? ''
      : cursorWords({ series: drawn, timestamps, unit, index: keyboard.index });
  const all = shownRange(timestamps, undefined);
  return (
    <>
      <span role="status" className="gr-hidden">
        {rangeWords({
          selection: keyboard.selection,
          range,
          span: all.to - all.from,
        })}
      </span>
      {!hasLabels && <LegendRow drawn={drawn} unit={unit} cursor={cursor} />}
      <div
        className="gr-plot"
        // One control, a slider over the samples: its value text is read as it moves.
        role="slider"
        tabIndex={0}
        aria-label={`${title}. ${chartSummary(drawn, unit)}`}
        aria-roledescription="chart"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, timestamps.length - 1)}
        aria-valuenow={keyboard.index ?? Math.max(0, timestamps.length - 1)}
        aria-valuetext={
          spoken ||
          cursorWords({
            series: drawn,
            timestamps,
            unit,
            index: timestamps.length - 1,
          })
        }
        onKeyDown={keyboard.onKeyDown}
        onBlur={keyboard.onBlur}
        style={{ height }}
      >
        <div
          ref={element}
          style={{ width: hasLabels ? width - labelsWidth : width }}
        />
        {placed && (
          <>
            <Thresholds
              thresholds={thresholds ?? []}
              unit={unit}
              plot={placed}
            />
            {hasLabels && (
              <DirectLabels
                drawn={drawn}
                unit={unit}
                plot={placed}
                cursor={cursor}
              />
            )}
            <CursorTime
              time={cursor === undefined ? undefined : timestamps[cursor]}
              span={shown.to - shown.from}
              plot={placed}
            />
          </>
        )}
      </div>
      {placed && marks.length > 0 && (
        <div
          className="gr-marks"
          role="group"
          aria-label={`Events on ${title}`}
          style={{
            top: `calc(100% - ${
              height - placed.area.top - placed.area.height
            }px)`,
          }}
        >
          <ChartMarks marks={marks} plot={placed} />
        </div>
      )}
    </>
  );
}
