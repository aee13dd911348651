import type uPlot from 'uplot';
import type { ChartColours } from './chartColours';
import { lineDash } from './chartColours';
import { shownRange, valueRange } from './chartRange';
import { DrawnSeries, isolatedIndices } from './chartSeries';
import { axisSteps, formatChartValue } from './chartUnits';
import { formatTimeTick } from './timeTicks';
import type { TimeRange, TimeSeriesChartProps } from './types';

/** Height of the time axis in px. */
export const axisHeight = 28;

/** Width of the value axis in px: the same for all, so that charts of a page line up. */
const valueAxisWidth = 60;

const font = '11px "Inter Variable", system-ui, sans-serif';

/** What a plot reports. */
export type PlotEvents = {
  onCursor: (index: number | undefined) => void;
  onLayout: (plot: uPlot) => void;
  onSelect: (range: TimeRange) => void;
  onReset: () => void;
};

/** What a plot is made of. */
export type PlotInput = Pick<
  TimeSeriesChartProps,
  'timestamps' | 'unit' | 'thresholds' | 'syncKey' | 'range' | 'yFrom'
> & {
  drawn: readonly DrawnSeries[];
  width: number;
  height: number;
};

function plotSeries(
  drawn: readonly DrawnSeries[],
  colours: ChartColours,
): uPlot.Series[] {
  const lines = drawn.map(
    (one, index): uPlot.Series => ({
      label: one.label,
      stroke: colours.lines[index],
      width: 1.5,
      dash: lineDash(one),
      spanGaps: false,
      points: {
        show: false,
        size: 5,
        fill: colours.lines[index],
        // Without a neighbour there is no line: the sample shows as a point.
        filter: (plot, seriesIndex) =>
          isolatedIndices([...plot.data[seriesIndex]]),
      },
    }),
  );
  return [{}, ...lines];
}

function plotAxes(input: PlotInput, colours: ChartColours): uPlot.Axis[] {
  const shared = { font, stroke: colours.axis, ticks: { show: false } };
  return [
    {
      ...shared,
      size: axisHeight,
      gap: 10,
      space: 64,
      grid: { show: false },
      values: (_plot, splits, _axis, _space, step) =>
        splits.map(split => formatTimeTick(split, step)),
    },
    {
      ...shared,
      size: valueAxisWidth,
      gap: 6,
      space: 26,
      incrs: axisSteps(input.unit),
      grid: { stroke: colours.grid, width: 1 },
      values: (_plot, splits) =>
        splits.map(split => formatChartValue(input.unit, split)),
    },
  ];
}

function plotCursor(input: PlotInput, events: PlotEvents): uPlot.Cursor {
  return {
    y: false,
    points: { size: 6 },
    drag: { x: true, y: false, setScale: false, dist: 4 },
    bind: {
      dblclick: () => () => {
        events.onReset();
        return null;
      },
    },
    ...(input.syncKey
      ? {
          sync: {
            key: input.syncKey,
            setSeries: false,
            scales: ['x', null] as [string, null],
            filters: {
              // Only where the cursor is, is shared; a selection belongs to one chart.
              pub: (type: string) => /^mouse(move|leave|enter)$/.test(type),
            },
          },
        }
      : {}),
  };
}

/** Translates a chart into options of uPlot. */
export function plotOptions(
  input: PlotInput,
  colours: ChartColours,
  events: PlotEvents,
): uPlot.Options {
  const { from, to } = shownRange(input.timestamps, input.range);
  const values = valueRange(
    input.drawn,
    input.thresholds ?? [],
    input.yFrom ?? 'zero',
  );
  return {
    width: input.width,
    height: input.height,
    padding: [8, 0, 0, 0],
    legend: { show: false },
    series: plotSeries(input.drawn, colours),
    axes: plotAxes(input, colours),
    scales: { x: { range: [from, to] }, y: { range: values } },
    cursor: plotCursor(input, events),
    hooks: {
      ready: [events.onLayout],
      draw: [events.onLayout],
      setCursor: [plot => events.onCursor(plot.cursor.idx ?? undefined)],
      setSelect: [
        plot => {
          const { left, width } = plot.select;
          if (width > 0) {
            events.onSelect({
              from: plot.posToVal(left, 'x'),
              to: plot.posToVal(left + width, 'x'),
            });
            plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          }
        },
      ],
    },
  };
}
