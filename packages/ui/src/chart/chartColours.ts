import { useSyncExternalStore } from 'react';
import { stateLooks } from '../states/stateLooks';
import type { DrawnSeries } from './chartSeries';

/** The colours a canvas needs, read from the page's variables. */
export type ChartColours = {
  /** Of each drawn line, in order. */
  lines: string[];
  axis: string;
  grid: string;
};

/** The variable that holds the colour of a line. */
export function lineVariable(series: DrawnSeries): string {
  if (series.state) {
    return `--gr-${stateLooks[series.state].family}-dot`;
  }
  return series.slot === undefined
    ? '--gr-series-other'
    : `--gr-series-${series.slot + 1}`;
}

/** Lines differ by dash as well as by colour from the third on. */
export function lineDash(series: DrawnSeries): number[] {
  const dashes = [[], [], [6, 3], [2, 3], [8, 3, 2, 3]];
  return series.slot === undefined ? [3, 4] : dashes[series.slot] ?? [];
}

/** Reads the colours as they are now; a canvas cannot refer to variables. */
export function readChartColours(
  element: Element,
  series: readonly DrawnSeries[],
): ChartColours {
  const style = getComputedStyle(element);
  const read = (variable: string) => style.getPropertyValue(variable).trim();
  return {
    lines: series.map(one => read(lineVariable(one))),
    axis: read('--gr-text-secondary'),
    grid: read('--gr-border'),
  };
}

function subscribe(listener: () => void) {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, {
    attributes: true,
    attributeFilter: ['data-theme-mode'],
  });
  return () => observer.disconnect();
}

/** Changes with the appearance, so that a canvas knows when to read colours again. */
export function useAppearance(): string {
  return useSyncExternalStore(
    subscribe,
    () => document.body.dataset.themeMode ?? '',
  );
}
