/**
 * The arithmetic of error budgets, each formula once.
 * Source: Google, The Site Reliability Workbook, chapter 5 (Alerting on SLOs).
 */

const secondsPerDay = 86_400;

/**
 * The share of events that may fail: `B = 1 - T`.
 *
 * @param objective - T, a ratio from 0 to 1 (0.999 for 99.9 %)
 * @returns a ratio from 0 to 1; 0 for an objective of 100 %
 */
export function errorBudget(objective: number): number {
  return Math.max(0, 1 - objective);
}

/**
 * How many times faster than sustainable the budget is being spent:
 * `BR(W) = E(W) / B`. At 1 the budget lasts exactly one period.
 *
 * @param errorRatio - E(W), the share of failed events in the window
 * @param objective - T, a ratio from 0 to 1
 * @returns `undefined` where the quotient has no meaning: an objective of
 *   100 % has no budget to burn, and an error ratio that is not finite is no
 *   measurement
 */
export function burnRate(
  errorRatio: number,
  objective: number,
): number | undefined {
  const budget = errorBudget(objective);
  return budget > 0 && Number.isFinite(errorRatio)
    ? errorRatio / budget
    : undefined;
}

/**
 * What is left of the period's budget: `1 - BR(period)`.
 *
 * @param periodErrorRatio - E over the whole period
 * @returns 1 when nothing is spent, 0 when all is, negative when overspent;
 *   `undefined` where {@link burnRate} is
 */
export function budgetRemaining(
  periodErrorRatio: number,
  objective: number,
): number | undefined {
  const spent = burnRate(periodErrorRatio, objective);
  return spent === undefined ? undefined : 1 - spent;
}

/**
 * Seconds until the budget is gone if the burn goes on as it is:
 * `remaining x period / BR`.
 *
 * @param remaining - of {@link budgetRemaining}
 * @param currentBurnRate - of {@link burnRate}, over a window that stands for now
 * @returns 0 if the budget is gone already, `Infinity` if nothing burns
 */
export function secondsToExhaustion(
  remaining: number,
  periodDays: number,
  currentBurnRate: number,
): number {
  if (remaining <= 0) {
    return 0;
  }
  return currentBurnRate > 0
    ? (remaining * periodDays * secondsPerDay) / currentBurnRate
    : Infinity;
}

/**
 * Seconds of full outage that a share of the budget pays for:
 * `share x B x period`.
 *
 * @param share - 1 for the whole budget, or what {@link budgetRemaining} gives
 */
export function outageSeconds(
  objective: number,
  periodDays: number,
  share: number = 1,
): number {
  return share * errorBudget(objective) * periodDays * secondsPerDay;
}

/**
 * Events that may still fail before the budget is gone:
 * `remaining x B x total`.
 *
 * @param totalEvents - events in a period, at the present traffic
 * @returns a whole number, rounded down; 0 if the budget is gone
 */
export function badEventsLeft(
  remaining: number,
  objective: number,
  totalEvents: number,
): number {
  return Math.max(
    0,
    // Without the guard 0.001 x 1000 would lose one event to rounding errors.
    Math.floor(remaining * errorBudget(objective) * totalEvents + 1e-9),
  );
}
