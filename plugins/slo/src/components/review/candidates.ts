import {
  BacktestResult,
  currentPolicyId,
  isSameObjective,
  ReviewSuggestion,
  SloBacktest,
} from '@goreliable/plugin-slo-common';

/** One candidate of a backtest, by which results are picked. */
export type CandidateKey = { objective: number; policyId: string };

/** The objectives that were tried, in the order of the answer. */
export function objectivesOf({ backtest }: SloBacktest): number[] {
  return [...new Set(backtest.results.map(({ objective }) => objective))];
}

/** The result of a candidate; `undefined` if it was not tried. */
export function resultOf(
  { backtest }: SloBacktest,
  key: CandidateKey,
): BacktestResult | undefined {
  return backtest.results.find(
    result =>
      result.policyId === key.policyId &&
      isSameObjective(result.objective, key.objective),
  );
}

/** Whether a candidate is the SLO as it is. */
export function isPresent(
  { objective }: Pick<SloBacktest, 'objective'>,
  key: CandidateKey,
): boolean {
  return (
    key.policyId === currentPolicyId &&
    objective !== undefined &&
    isSameObjective(objective, key.objective)
  );
}

/** Whether a candidate is what a change is suggested to. */
export function isSuggested(
  suggestion: ReviewSuggestion,
  key: CandidateKey,
): boolean {
  return (
    suggestion.kind === 'change' &&
    suggestion.policyId === key.policyId &&
    isSameObjective(suggestion.objective, key.objective)
  );
}

/** What is looked at first: the suggestion, else the SLO as it is, else what was tried first. */
export function firstResult(answer: SloBacktest): BacktestResult | undefined {
  const { results } = answer.backtest;
  return (
    results.find(result => isSuggested(answer.suggestion, result)) ??
    results.find(result => isPresent(answer, result)) ??
    results.at(0)
  );
}
