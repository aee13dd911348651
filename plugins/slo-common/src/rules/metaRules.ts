import { formatGoFloat } from '../specs/goNumbers';
import { RuleContext } from './context';
import { identityLabels, recorded, selectorOf } from './names';
import { RecordingRule } from './types';

/** The rules that record the objective, its budget and what follows from them. */
export function metaRules(context: RuleContext): RecordingRule[] {
  const { spec, labels, info, shortestSeconds, periodSeconds } = context;
  const own = selectorOf(identityLabels(spec));
  const objective = formatGoFloat(spec.objectivePercent / 100);
  const burnRate = (seconds: number) =>
    `${recorded.errorRatio(seconds)}${own}
/ on(sloth_id, sloth_slo, sloth_service) group_left
${recorded.errorBudget}${own}
`;
  const rule = (record: string, expr: string): RecordingRule => ({
    kind: 'recording',
    record,
    expr,
    labels,
  });
  return [
    rule(recorded.objective, `vector(${objective})`),
    rule(recorded.errorBudget, `vector(1-${objective})`),
    rule(
      recorded.periodDays,
      `vector(${formatGoFloat(periodSeconds / 3_600 / 24)})`,
    ),
    rule(recorded.currentBurnRate, burnRate(shortestSeconds)),
    rule(recorded.periodBurnRate, burnRate(periodSeconds)),
    rule(recorded.budgetRemaining, `1 - ${recorded.periodBurnRate}${own}`),
    {
      ...rule(recorded.info, 'vector(1)'),
      labels: {
        ...labels,
        sloth_version: info.version,
        sloth_mode: info.mode,
        sloth_spec: spec.origin.specVersion,
        sloth_objective: plainDecimal(spec.objectivePercent),
      },
    },
  ];
}

/** As few digits as say the same number, never with an exponent. */
function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
