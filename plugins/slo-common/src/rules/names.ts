import { formatPromDuration } from '../promDuration';
import { LabelSet, SloSpec } from '../specs/types';

/**
 * The names of what is recorded, after Sloth v0.16. Other tools have others:
 * Pyrra records error ratios as `<metric>:burnrate<window>`.
 */
export const recorded = {
  /** Error ratio over a window of so many seconds. */
  errorRatio: (seconds: number) =>
    `slo:sli_error:ratio_rate${formatPromDuration(seconds)}`,
  objective: 'slo:objective:ratio',
  errorBudget: 'slo:error_budget:ratio',
  periodDays: 'slo:time_period:days',
  currentBurnRate: 'slo:current_burn_rate:ratio',
  periodBurnRate: 'slo:period_burn_rate:ratio',
  budgetRemaining: 'slo:period_error_budget_remaining:ratio',
  info: 'sloth_slo_info',
} as const;

/** The label that says over which window something has been measured. */
export const windowLabel = 'sloth_window';

/** What identifies an SLO; it is what its rule groups are named by, too. */
export function sloIdOfSpec({
  service,
  name,
}: Pick<SloSpec, 'service' | 'name'>): string {
  return `${service}-${name}`;
}

/** The labels by which the series of an SLO are found. */
export function identityLabels(
  spec: Pick<SloSpec, 'service' | 'name'>,
): LabelSet {
  return {
    sloth_id: sloIdOfSpec(spec),
    sloth_service: spec.service,
    sloth_slo: spec.name,
  };
}

/** The selector of exactly the series with these labels, without a metric. */
export function selectorOf(labels: LabelSet): string {
  const matchers = Object.entries(labels)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${matchers.join(', ')}}`;
}
