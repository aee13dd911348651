import {
  alertPairInWords,
  budgetInWords,
  evaluatePair,
  indicatorInWords,
  objectiveInWords,
  reasonInWords,
  Slo,
  SloDetail,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';

/** An SLO in few words, for those who read many. */
export function toListItem(slo: Slo) {
  const { objective, budgetRemaining, periodDays } = slo;
  return {
    id: slo.id,
    service: slo.service,
    name: slo.name,
    source: slo.source,
    state: slo.state,
    reason: reasonInWords(slo.reason),
    objective,
    ...(slo.indicator && {
      measures: indicatorInWords(slo.indicator, objective),
    }),
    budgetRemaining,
    budget:
      budgetRemaining === undefined || objective === undefined
        ? undefined
        : budgetInWords(budgetRemaining, objective, periodDays),
    entityRef: slo.entityRef,
    owners: slo.owners,
    sampleAt: slo.sampleAt,
  };
}

/** One SLO with everything explained. */
export function toExplanation({ slo, alertPairs, episodes }: SloDetail) {
  const { objective, periodDays } = slo;
  return {
    ...toListItem(slo),
    periodDays,
    meaning:
      objective === undefined
        ? undefined
        : objectiveInWords(objective, periodDays, slo.indicator),
    windows: slo.windows,
    alerts:
      objective === undefined
        ? []
        : alertPairs.map(pair => {
            const evaluated = evaluatePair(pair, objective, slo.windows);
            return {
              id: pair.id,
              phase: evaluated.phase,
              explanation: alertPairInWords(evaluated, objective),
            };
          }),
    episodes,
  };
}

/** How a source stands, and why. */
export const sourceFields = ({ name, state, asOf, error }: SourceStatus) => ({
  name,
  state,
  asOf,
  error,
});
