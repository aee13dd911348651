import {
  budgetInWords,
  durationInWords,
  outageSeconds,
  percentInWords,
  Slo,
} from '@goreliable/plugin-slo-common';
import { isOutOfDate } from './stateWords';

/** The budget of an SLO: how long an outage it would pay for, and percent. */
export function BudgetLeft(props: {
  slo: Pick<Slo, 'budgetRemaining' | 'objective' | 'periodDays' | 'state'>;
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
      className={isOutOfDate(props.slo) ? 'slo-budget slo-old' : 'slo-budget'}
      data-spent={isSpent || undefined}
      title={`${budgetInWords(
        budgetRemaining,
        objective,
        periodDays,
      )}: ${percentInWords(budgetRemaining, 4)}`}
    >
      <span className="gr-numbers">
        {budgetRemaining < 0 && '−'}
        {durationInWords(seconds)}
      </span>
      <span className="gr-numbers slo-budget-percent">
        {percentInWords(budgetRemaining, Math.abs(budgetRemaining) < 1 ? 1 : 0)}
      </span>
    </span>
  );
}
