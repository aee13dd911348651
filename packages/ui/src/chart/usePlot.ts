import { RefObject, useEffect, useRef, useState } from 'react';
import Plot from 'uplot';
import { readChartColours, useAppearance } from './chartColours';
import { PlotEvents, PlotInput, plotOptions } from './plotOptions';

/** Where the plotted area is inside the chart, in px. */
export type PlotArea = {
  left: number;
  top: number;
  width: number;
  height: number;
};

/** A drawn plot and how to place things on it. */
export type DrawnPlot = {
  area: PlotArea;
  /** Distance in px from the left of the area. */
  toX: (time: number) => number;
  /** Distance in px from the top of the area. */
  toY: (value: number) => number;
};

function describePlot(plot: Plot): DrawnPlot {
  const ratio = window.devicePixelRatio || 1;
  const { left, top, width, height } = plot.bbox;
  const area = {
    left: left / ratio,
    top: top / ratio,
    width: width / ratio,
    height: height / ratio,
  };
  const { min: from = 0, max: to = 1 } = plot.scales.x;
  const { min: low = 0, max: high = 1 } = plot.scales.y;
  return {
    area,
    toX: time => ((time - from) / (to - from)) * area.width,
    toY: value => (1 - (value - low) / (high - low)) * area.height,
  };
}

/** Keeps a uPlot in an element in step with what it shows. */
export function usePlot(
  element: RefObject<HTMLElement>,
  input: PlotInput,
  events: Omit<PlotEvents, 'onLayout'>,
): { plot: RefObject<Plot>; drawn: DrawnPlot | undefined } {
  const plot = useRef<Plot | null>(null);
  const [drawn, setDrawn] = useState<DrawnPlot>();
  const appearance = useAppearance();
  // The plot lives longer than a render, and must call the latest handlers.
  const latest = useRef(events);
  latest.current = events;

  const { width, height, ...content } = input;
  const {
    drawn: series,
    timestamps,
    unit,
    thresholds,
    syncKey,
    yFrom,
  } = content;
  const { from, to } = content.range ?? {};
  useEffect(() => {
    const target = element.current!;
    const options = plotOptions(
      { ...content, width: target.clientWidth, height },
      readChartColours(target, series),
      {
        onCursor: index => latest.current.onCursor(index),
        onSelect: range => latest.current.onSelect(range),
        onReset: () => latest.current.onReset(),
        onLayout: ready => setDrawn(describePlot(ready)),
      },
    );
    const data = [timestamps, ...series.map(({ values }) => values)];
    const created = new Plot(options, data as Plot.AlignedData, target);
    plot.current = created;
    return () => {
      plot.current = null;
      created.destroy();
    };
    // `content.range` is compared by its parts; the size has an effect of its own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [
    element,
    series,
    timestamps,
    unit,
    thresholds,
    syncKey,
    yFrom,
    from,
    to,
    appearance,
  ]);

  useEffect(() => {
    plot.current?.setSize({ width, height });
  }, [width, height]);

  return { plot, drawn };
}
