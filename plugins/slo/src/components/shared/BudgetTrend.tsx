import { percentInWords, Slo } from '@goreliable/plugin-slo-common';
import { Sparkline } from '@goreliable/ui';

const asPercent = (value: number) => percentInWords(value, 1);

/** The budget over the last thirty days, ending with what is left now. */
export function BudgetTrend(props: { slo: Slo; width?: number }) {
  const { trend, budgetRemaining } = props.slo;
  if (!trend?.some(value => value !== null)) {
    return (
      <span className="gr-cell-missing" title="No history is recorded yet">
        –<span className="gr-hidden">No history</span>
      </span>
    );
  }
  return (
    <Sparkline
      values={[...trend, budgetRemaining ?? null]}
      label="Budget left, last 30 days"
      format={asPercent}
      width={props.width ?? 68}
      height={20}
    />
  );
}
