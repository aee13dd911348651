import { promDurationSeconds, SloKey } from '@goreliable/plugin-slo-common';
import { pyrraWindowOf } from '../discovery/pyrraQueries';
import { errorRatioPrefix } from '../discovery/slothQueries';
import { SeriesScope } from '../discovery/selectors';
import { LoadedRule } from '../ports';

/** A rule that records the error ratio of an SLO over a window. */
export interface RatioRule {
  /** Prometheus duration. */
  window: string;
  seconds: number;
  promql: string;
  labels: Record<string, string>;
}

/** The window whose error ratio a rule records; `undefined` for other rules. */
function windowOf({ kind, name, labels }: LoadedRule): string | undefined {
  if (kind !== 'recording') {
    return undefined;
  }
  return name.startsWith(errorRatioPrefix)
    ? name.slice(errorRatioPrefix.length)
    : labels.slo && pyrraWindowOf(name);
}

/**
 * Whether a rule bears the labels of an SLO. Those of the whole server, as a
 * cluster's, are not on its rules: what a rule does not say holds for all.
 */
export function isRuleOf(
  { labels }: Pick<LoadedRule, 'labels'>,
  { service, name, tool, partition }: SloKey,
  scope: Pick<SeriesScope, 'matchers'>,
): boolean {
  const isNamed =
    tool === 'pyrra'
      ? labels.slo === name && (labels.service || name) === service
      : labels.sloth_service === service && labels.sloth_slo === name;
  return (
    isNamed &&
    Object.entries({ ...scope.matchers, ...partition }).every(
      ([label, value]) => (labels[label] ?? value) === value,
    )
  );
}

/** The rules among others that record error ratios, the shortest window first: the longest is the period's, which averages the others. */
export function ratioRules(rules: readonly LoadedRule[]): RatioRule[] {
  return rules
    .flatMap((rule): RatioRule[] => {
      const window = windowOf(rule);
      return window
        ? [
            {
              window,
              seconds: promDurationSeconds(window) ?? Infinity,
              promql: rule.promql,
              labels: rule.labels,
            },
          ]
        : [];
    })
    .sort((a, b) => a.seconds - b.seconds);
}

/** By which the rules of an SLO can be found among many; the same for two of one name. */
export function nameOfSlo({ tool, name }: SloKey): string {
  return `${tool ?? 'sloth'} ${name}`;
}

/** The same of a rule. */
export function nameOfRule({ labels }: Pick<LoadedRule, 'labels'>): string {
  return labels.sloth_slo ? `sloth ${labels.sloth_slo}` : `pyrra ${labels.slo}`;
}
