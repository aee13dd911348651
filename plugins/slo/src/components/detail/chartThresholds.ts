import {
  AlertPair,
  errorBudget,
  isReachable,
  rateInWords,
} from '@goreliable/plugin-slo-common';
import { ChartThreshold } from '@goreliable/ui';

/**
 * The error ratios at which alerts look up: those of the pairs that use the
 * drawn window, so that the line and its thresholds speak of the same. Where
 * none does, the rate that the budget can just bear.
 */
export function chartThresholds(
  objective: number,
  window: string | undefined,
  pairs: readonly AlertPair[],
): ChartThreshold[] {
  const looking = pairs.filter(
    pair =>
      (pair.shortWindow === window || pair.longWindow === window) &&
      isReachable(pair, objective),
  );
  const budget = errorBudget(objective);
  if (looking.length === 0) {
    return budget > 0 ? [{ label: 'sustainable', value: budget }] : [];
  }
  return looking.map(pair => ({
    label: `${pair.severity} ${rateInWords(pair.factor)} ×`,
    value: pair.factor * budget,
  }));
}
