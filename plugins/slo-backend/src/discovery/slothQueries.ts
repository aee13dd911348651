import { SloKey } from '@goreliable/plugin-slo-common';
import {
  matchersOf,
  maxBy,
  partitionMatchers,
  promqlAnyOf,
  promqlString,
  selectorOf,
  SeriesScope,
} from './selectors';

/** Prefix of Sloth's error ratios; the window follows. */
export const errorRatioPrefix = 'slo:sli_error:ratio_rate';
export const objectiveMetric = 'slo:objective:ratio';
export const periodMetric = 'slo:time_period:days';
export const remainingMetric = 'slo:period_error_budget_remaining:ratio';
export const infoMetric = 'sloth_slo_info';

const valueMetrics = [
  `${errorRatioPrefix}.+`,
  objectiveMetric,
  periodMetric,
  remainingMetric,
  infoMetric,
].join('|');

const slothSelector = (name: string, scope: SeriesScope, more: string[] = []) =>
  selectorOf([name, 'sloth_slo!=""', ...more, matchersOf(scope.matchers)]);

function identity(scope: SeriesScope): string[] {
  return ['sloth_service', 'sloth_slo', ...scope.keyLabels];
}

/** Everything that Sloth records of every SLO. */
export function slothValues(scope: SeriesScope): string {
  return maxBy(
    ['__name__', ...identity(scope), 'sloth_objective'],
    slothSelector(`__name__=~${promqlString(valueMetrics)}`, scope),
  );
}

/** When each SLO's newest error ratio was recorded. */
export function slothSampleTimes(scope: SeriesScope): string {
  const ratios = slothSelector(
    `__name__=~${promqlString(`${errorRatioPrefix}.+`)}`,
    scope,
  );
  return maxBy(identity(scope), `timestamp(${ratios})`);
}

/** The budget left of every SLO. */
export function slothBudget(scope: SeriesScope): string {
  return maxBy(
    identity(scope),
    slothSelector(`__name__=${promqlString(remainingMetric)}`, scope),
  );
}

/**
 * The error ratio over the whole period for SLOs whose recorded one is NaN:
 * in Sloth's period rule a single slice without traffic spoils the sum for
 * the whole period. This averages the same slices without the empty ones.
 *
 * @param window - of the recorded ratio to average, e.g. `5m`
 * @param period - Prometheus duration, e.g. `30d`
 */
export function repairedPeriodQuery(
  scope: SeriesScope,
  keys: readonly SloKey[],
  window: string,
  period: string,
): string {
  const names = [...new Set(keys.map(key => key.name))];
  const services = [...new Set(keys.map(key => key.service))];
  const slices = maxBy(
    identity(scope),
    slothSelector(
      `__name__=${promqlString(errorRatioPrefix + window)}`,
      scope,
      [
        `sloth_service=~${promqlAnyOf(services)}`,
        `sloth_slo=~${promqlAnyOf(names)}`,
      ],
    ),
  );
  // Both comparisons are false for NaN; the second keeps infinity out.
  return `avg_over_time(((${slices}) >= 0 < Inf)[${period}:5m])`;
}

/** The recorded series of one SLO that a chart draws. */
export function slothChart(
  scope: SeriesScope,
  key: SloKey,
  window: string | undefined,
): string {
  const names = [remainingMetric];
  if (window !== undefined) {
    names.push(errorRatioPrefix + window);
  }
  const own = [
    matchersOf({ sloth_service: key.service, sloth_slo: key.name }),
    partitionMatchers(scope, key.partition),
  ];
  return maxBy(
    ['__name__'],
    slothSelector(`__name__=~${promqlString(names.join('|'))}`, scope, own),
  );
}
