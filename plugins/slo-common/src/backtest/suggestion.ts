import {
  currentPolicyId,
  isSameObjective,
  objectiveLadder,
} from './candidates';
import { isKnown } from './incidents';
import { Backtest, BacktestResult } from './types';

/** Shorter histories hold too few days to judge by. */
const leastDays = 7;
/** With less of it recorded, what is missing may have been the worst. */
const leastCoverage = 0.5;
/** An objective is supported if so much of its budget would have been enough. */
const supportedSpend = 0.8;

/** What keeps a backtest from suggesting anything. */
export type MissingForSuggestion =
  | { code: 'no-objective' }
  | { code: 'no-history' }
  | { code: 'short-history'; days: number; needed: number }
  | { code: 'low-coverage'; coverage: number; needed: number };

/** What speaks for a suggestion, or limits it. */
export type SuggestionReason =
  | { code: 'fewer-misses'; from: number; to: number; of: number }
  | { code: 'fewer-false-pages'; from: number; to: number }
  | { code: 'not-overspent'; spent: number }
  | { code: 'catches-all'; of: number }
  | { code: 'none-better'; misses: number; falsePages: number }
  | { code: 'overspent'; spent: number }
  | { code: 'no-incidents' }
  | { code: 'unseen-incidents'; count: number }
  | { code: 'history-supports'; objective: number; spent: number };

/** What a history suggests to do with an objective and its alerts. */
export type ReviewSuggestion =
  | { kind: 'none'; missing: MissingForSuggestion[] }
  | {
      kind: 'keep' | 'change';
      objective: number;
      policyId: string;
      reasons: SuggestionReason[];
    };

/**
 * Suggests which of the tried objectives and policies to take.
 *
 * In this order: no critical incident without a page, a budget that the history
 * would have kept to, no other incident without a word, no page without an
 * incident; and among equals the one nearest to how it is. Only what is better
 * in one of the four is worth a change. Where no incident is known, pages
 * cannot be told right from wrong, so only the budget counts.
 *
 * @param current - of the SLO as it is; it has to be among the results
 */
export function suggestReview(
  tested: Backtest,
  current: number | undefined,
): ReviewSuggestion {
  const missing = missingFor(tested, current);
  const present = tested.results.find(
    result =>
      result.policyId === currentPolicyId &&
      isSameObjective(result.objective, current ?? NaN),
  );
  if (missing.length > 0 || !present) {
    return { kind: 'none', missing };
  }
  const canJudgePages = present.incidents.some(isKnown);
  const best = [...tested.results].sort(
    (a, b) =>
      compare(
        faultsOf(a, tested, canJudgePages),
        faultsOf(b, tested, canJudgePages),
      ) || compare(distanceFrom(present, a), distanceFrom(present, b)),
  )[0];
  const isBetter =
    compare(
      faultsOf(best, tested, canJudgePages),
      faultsOf(present, tested, canJudgePages),
    ) < 0;
  const chosen = isBetter ? best : present;
  return {
    kind: isBetter ? 'change' : 'keep',
    objective: chosen.objective,
    policyId: chosen.policyId,
    reasons: [
      ...(isBetter
        ? gainsOf(present, best, canJudgePages)
        : reasonsToKeep(present, canJudgePages)),
      ...limitsOf(tested, present),
    ],
  };
}

function missingFor(
  { from, to, coverage }: Backtest,
  objective: number | undefined,
): MissingForSuggestion[] {
  const missing: MissingForSuggestion[] = [];
  if (objective === undefined || objective >= 1) {
    missing.push({ code: 'no-objective' });
  }
  if (coverage === 0) {
    return [...missing, { code: 'no-history' }];
  }
  const days = (to - from) / 86_400;
  if (days < leastDays) {
    missing.push({ code: 'short-history', days, needed: leastDays });
  }
  if (coverage < leastCoverage) {
    missing.push({ code: 'low-coverage', coverage, needed: leastCoverage });
  }
  return missing;
}

/** Whether the history lost more than the budget. */
function isOverspent({ budgetSpent = 0 }: BacktestResult): boolean {
  return budgetSpent > 1;
}

/** What is wrong with a candidate, the gravest first. */
function faultsOf(
  result: BacktestResult,
  { incidents }: Backtest,
  canJudgePages: boolean,
): number[] {
  const missedCritical = result.incidents.filter(
    ({ outcome }, index) =>
      incidents[index].severity === 'critical' &&
      (outcome === 'missed' || outcome === 'ticketed'),
  ).length;
  return [
    missedCritical,
    isOverspent(result) ? 1 : 0,
    result.misses - missedCritical,
    canJudgePages ? result.pagesWithoutIncident : 0,
  ];
}

/** How much would have to change: the policy's name costs less than an objective's step. */
function distanceFrom(present: BacktestResult, other: BacktestResult) {
  const steps = objectiveLadder.filter(
    step =>
      step > Math.min(present.objective, other.objective) + 1e-9 &&
      step < Math.max(present.objective, other.objective) - 1e-9,
  ).length;
  const moved = isSameObjective(present.objective, other.objective)
    ? 0
    : steps + 1;
  return [moved * 2 + (other.policyId === present.policyId ? 0 : 1), moved];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : a[index] - b[index];
}

function gainsOf(
  present: BacktestResult,
  best: BacktestResult,
  canJudgePages: boolean,
): SuggestionReason[] {
  const gains: SuggestionReason[] = [];
  const known = present.incidents.filter(isKnown).length;
  if (best.misses < present.misses) {
    const [from, to] = [present.misses, best.misses];
    gains.push({ code: 'fewer-misses', from, to, of: known });
  }
  if (isOverspent(present) && !isOverspent(best)) {
    gains.push({ code: 'overspent', spent: present.budgetSpent! });
    gains.push({ code: 'not-overspent', spent: best.budgetSpent! });
  }
  if (
    canJudgePages &&
    best.pagesWithoutIncident < present.pagesWithoutIncident
  ) {
    gains.push({
      code: 'fewer-false-pages',
      from: present.pagesWithoutIncident,
      to: best.pagesWithoutIncident,
    });
  }
  return gains;
}

function reasonsToKeep(
  present: BacktestResult,
  canJudgePages: boolean,
): SuggestionReason[] {
  const { misses, pagesWithoutIncident: falsePages } = present;
  if (!canJudgePages) {
    return [];
  }
  return misses === 0 && falsePages === 0
    ? [{ code: 'catches-all', of: present.hits }]
    : [{ code: 'none-better', misses, falsePages }];
}

function limitsOf(
  { incidents, results }: Backtest,
  present: BacktestResult,
): SuggestionReason[] {
  const limits: SuggestionReason[] = [];
  if (incidents.length === 0) {
    limits.push({ code: 'no-incidents' });
  }
  const unseen = present.incidents.filter(
    ({ outcome }) => outcome === 'unseen',
  ).length;
  if (unseen > 0) {
    limits.push({ code: 'unseen-incidents', count: unseen });
  }
  const supported = results
    .filter(({ budgetSpent = Infinity }) => budgetSpent <= supportedSpend)
    .reduce<BacktestResult | undefined>(
      (a, b) => (a && a.objective >= b.objective ? a : b),
      undefined,
    );
  if (supported && !isSameObjective(supported.objective, present.objective)) {
    limits.push({
      code: 'history-supports',
      objective: supported.objective,
      spent: supported.budgetSpent!,
    });
  }
  return limits;
}
