import { pyrraObjectiveOf } from '@goreliable/plugin-slo-common';
import { RecordedSlo } from '../discovery/recordedSlos';
import { SeriesScope } from '../discovery/selectors';
import { LoadedRule } from '../ports';
import { SloRecord } from '../store/types';
import { ToldObjectives } from './IndicatorStore';
import { isRuleOf } from './ratioRules';

/**
 * The objectives of Pyrra's SLOs, by their alerts: without its option
 * `--generic-rules` they are recorded nowhere. An SLO whose alerts do not agree
 * has none, as one without alerts.
 */
export function toldObjectives(
  rules: readonly LoadedRule[],
  records: readonly Pick<SloRecord, 'id' | 'key'>[],
  scope: Pick<SeriesScope, 'matchers'>,
): ToldObjectives {
  const bySlo = new Map<string, { rule: LoadedRule; objective: number }[]>();
  for (const rule of rules) {
    const { slo } = rule.labels;
    const objective =
      rule.kind === 'alerting' && slo
        ? pyrraObjectiveOf(rule.promql)
        : undefined;
    if (objective !== undefined) {
      bySlo.set(slo, [...(bySlo.get(slo) ?? []), { rule, objective }]);
    }
  }
  return Object.fromEntries(
    records.flatMap(({ id, key }) => {
      const told =
        key.tool === 'pyrra'
          ? (bySlo.get(key.name) ?? []).filter(({ rule }) =>
              isRuleOf(rule, key, scope),
            )
          : [];
      const [objective, ...others] = new Set(
        told.map(({ objective: each }) => each),
      );
      return objective !== undefined && others.length === 0
        ? [[id, objective]]
        : [];
    }),
  );
}

/** SLOs with the objectives that only their alerts tell; what is recorded counts more. */
export function withToldObjectives(
  recorded: readonly RecordedSlo[],
  told: ToldObjectives,
): RecordedSlo[] {
  return recorded.map(slo => {
    const objective = lacksObjective(slo) ? told[slo.id] : undefined;
    return objective === undefined ? slo : { ...slo, objective };
  });
}

/** Whether its alerts may tell what is not recorded. */
export function lacksObjective({
  key,
  objective,
}: Pick<RecordedSlo, 'key' | 'objective'>): boolean {
  return key.tool === 'pyrra' && objective === undefined;
}
