import {
  budgetInWords,
  durationInWords,
  outageSeconds,
  percentInWords,
  Slo,
} from '@goreliable/plugin-slo-common';

/** How full the bar is, 0 to 1. */
function filled(remaining: number): number {
  return Math.min(1, Math.max(0, remaining));
}

/** The budget of an SLO: a bar, how long an outage it would pay for, and percent. */
export function BudgetLeft(props: {
  slo: Pick<Slo, 'budgetRemaining' | 'objective' | 'periodDays'>;
}) {
  const { budgetRemaining, objective, periodDays } = props.slo;
  if (budgetRemaining === undefined || objective === undefined) {
    const reason =
      objective === 1
        ? 'An objective of 100 % has no budget'
        : 'Its budget is not known';
    return (
      <span className="gr-cell-missing" title={reason}>
        –<span className="gr-hidden">{reason}</span>
      </span>
    );
  }
  const isSpent = budgetRemaining <= 0;
  const seconds = outageSeconds(objective, periodDays, budgetRemaining);
  return (
    <span
      className="slo-budget"
      data-spent={isSpent || undefined}
      title={`${budgetInWords(
        budgetRemaining,
        objective,
        periodDays,
      )}: ${percentInWords(budgetRemaining, 4)}`}
    >
      <span className="slo-budget-bar" aria-hidden="true">
        <span style={{ width: `${filled(budgetRemaining) * 100}%` }} />
      </span>
      <span className="gr-numbers">
        {durationInWords(seconds)}
        {isSpent && budgetRemaining < 0 && ' over'}
      </span>
      <span className="gr-numbers slo-budget-percent">
        {percentInWords(budgetRemaining, Math.abs(budgetRemaining) < 1 ? 1 : 0)}
      </span>
    </span>
  );
}
