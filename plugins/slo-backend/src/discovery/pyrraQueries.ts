import { pyrraAlertPairs, SloKey } from '@goreliable/plugin-slo-common';
import {
  matchersOf,
  maxBy,
  partitionMatchers,
  promqlAnyOf,
  promqlString,
  selectorOf,
  SeriesScope,
} from './selectors';

/**
 * What Pyrra records, by the label `slo`: error ratios under names that are
 * made of the metric (`http_requests:burnrate5m`) and, with its option
 * `--generic-rules`, the objective, the period in seconds and the share of
 * good events over the period. Source: pyrra-dev/pyrra v0.10.1, `slo/rules.go`.
 */
export const pyrraObjectiveMetric = 'pyrra_objective';
export const pyrraWindowMetric = 'pyrra_window';
export const pyrraAvailabilityMetric = 'pyrra_availability';

const burnRatePattern = /:burnrate([0-9a-z]+)$/;

/** The window of an error ratio of Pyrra's; `undefined` for other metrics. */
export function pyrraWindowOf(metric: string): string | undefined {
  return burnRatePattern.exec(metric)?.[1];
}

const anyBurnRate = '.+:burnrate[0-9a-z]+';

const pyrraSelector = (name: string, scope: SeriesScope, more: string[] = []) =>
  selectorOf([name, 'slo!=""', ...more, matchersOf(scope.matchers)]);

function identity(scope: SeriesScope): string[] {
  return ['slo', 'service', ...scope.keyLabels];
}

/** Everything that Pyrra records of every SLO; `job` helps to find its service in the catalog. */
export function pyrraValues(scope: SeriesScope): string {
  const metrics = [
    anyBurnRate,
    pyrraObjectiveMetric,
    pyrraWindowMetric,
    pyrraAvailabilityMetric,
  ].join('|');
  return maxBy(
    ['__name__', ...identity(scope), 'job'],
    pyrraSelector(`__name__=~${promqlString(metrics)}`, scope),
  );
}

/** The shortest windows of the periods that people have: 7, 14, 28, 30 and 90 days. */
const usualWindows: readonly string[] = [7, 14, 28, 30, 90].map(
  days => pyrraAlertPairs(days)[0].shortWindow,
);

/**
 * When each SLO's newest error ratio was recorded. All ratios of an SLO are
 * recorded together, so one window of each will do; and more than one must not
 * be, for `timestamp` drops the names, which are all that their series differ in.
 *
 * @param windows - shortest windows that are known beside the usual ones
 */
export function pyrraSampleTimes(
  scope: SeriesScope,
  windows: readonly string[],
): string {
  return [...new Set([...usualWindows, ...windows])]
    .map(window => {
      const name = `__name__=~${promqlString(`.+:burnrate${window}`)}`;
      return maxBy(identity(scope), `timestamp(${pyrraSelector(name, scope)})`);
    })
    .join(' or ');
}

/** Pyrra records no budget, but what it follows from. */
export function pyrraBudget(scope: SeriesScope, more: string[] = []): string {
  const of = (metric: string) =>
    maxBy(
      identity(scope),
      pyrraSelector(`__name__=${promqlString(metric)}`, scope, more),
    );
  const objective = of(pyrraObjectiveMetric);
  return `(${of(pyrraAvailabilityMetric)} - ${objective}) / (1 - ${objective})`;
}

/** The error ratio of one SLO over a window. */
export function pyrraErrorRatio(
  scope: SeriesScope,
  key: SloKey,
  window: string,
): string {
  const name = `.+:burnrate${window}`;
  return maxBy(
    ['__name__'],
    pyrraSelector(
      `__name__=~${promqlString(name)}`,
      scope,
      pyrraOwn(scope, key),
    ),
  );
}

/** Matchers of exactly the series of one SLO. */
export function pyrraOwn(
  scope: SeriesScope,
  { service, name, partition }: SloKey,
): string[] {
  // Without the label, the service is called as the SLO is.
  const services = service === name ? ['', name] : [service];
  const ofService = `service=~${promqlAnyOf(services)}`;
  return [
    matchersOf({ slo: name }),
    partitionMatchers(scope, partition),
    ofService,
  ];
}
