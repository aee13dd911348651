import { SloKey } from '@goreliable/plugin-slo-common';
import {
  pyrraBudget,
  pyrraErrorRatio,
  pyrraOwn,
  pyrraSampleTimes,
  pyrraValues,
} from './pyrraQueries';
import { SeriesScope } from './selectors';
import {
  remainingMetric,
  slothBudget,
  slothChart,
  slothSampleTimes,
  slothValues,
} from './slothQueries';

/**
 * One question about what both Sloth and Pyrra record: `or` keeps all of either
 * side, for their labels differ. A source that has only one of them answers as
 * fast as without the other.
 */
const either = (sloth: string, pyrra: string) => `${sloth} or ${pyrra}`;

/** Everything that is recorded of every SLO: one query, whatever their number. */
export function valuesQuery(scope: SeriesScope): string {
  return either(slothValues(scope), pyrraValues(scope));
}

/**
 * When each SLO's newest error ratio was recorded. An instant query looks back
 * up to five minutes and does not tell, so rules that lag would pass for now.
 *
 * @param pyrraWindows - shortest windows of the SLOs that Pyrra is known to record
 */
export function sampleTimesQuery(
  scope: SeriesScope,
  pyrraWindows: readonly string[] = [],
): string {
  return either(slothSampleTimes(scope), pyrraSampleTimes(scope, pyrraWindows));
}

/** The budget left of every SLO; for a range. */
export function budgetTrendQuery(scope: SeriesScope): string {
  return either(slothBudget(scope), pyrraBudget(scope));
}

/** The recorded series of one SLO that a chart draws; for a range. */
export function chartQuery(
  scope: SeriesScope,
  key: SloKey,
  window: string | undefined,
): string {
  if (key.tool === undefined) {
    return slothChart(scope, key, window);
  }
  const left = `max(${pyrraBudget(scope, pyrraOwn(scope, key))})`;
  const named = `label_replace(${left}, "__name__", "${remainingMetric}", "", "")`;
  // `or` looks at labels but not at names: without one of its own, the budget would hide the ratio.
  const budget = `label_replace(${named}, "part", "budget", "", "")`;
  return window === undefined
    ? budget
    : `${budget} or ${pyrraErrorRatio(scope, key, window)}`;
}
