import { promDurationSeconds } from '../../promDuration';
import { LabelSet } from '../../specs/types';
import { sloIdOfSpec } from '../names';
import { isSamePromql } from '../promql/canonicalPromql';
import { groupsOf, Rule, SloRules } from '../types';
import { LoadedRule, LoadedRules } from './loadedRules';

/** Where loaded rules are not what the spec would make. */
export type RuleDrift = {
  /** The name of the group that the rule is, or should be, in. */
  group: string;
  /** The recorded series, or the alert. */
  rule: string;
} & (
  | { kind: 'missing'; expected: string }
  | {
      kind: 'different';
      field: 'expression' | 'labels' | 'annotations' | 'for' | 'interval';
      expected: string;
      loaded: string;
    }
  /** Loaded for this SLO without being made of its spec, or loaded twice. */
  | { kind: 'extra'; loaded: string }
);

/** Labels that say who made the rules, and nothing of the SLO. */
const makerLabels = ['sloth_version', 'sloth_mode'];

const nameOf = (rule: Rule) =>
  rule.kind === 'recording' ? rule.record : rule.alert;

/** The page and the ticket alert of an SLO may have one name. */
const keyOf = ({ type, name, labels }: LoadedRule) =>
  `${type} ${name} ${type === 'alerting' ? labels.sloth_severity ?? '' : ''}`;

const keyOfExpected = (rule: Rule) =>
  keyOf({
    type: rule.kind,
    name: nameOf(rule),
    labels: rule.labels,
  } as LoadedRule);

/**
 * Compares what Prometheus has loaded for an SLO with what its spec would make.
 * Formatting, the order of rules and the names of groups and files make no
 * difference.
 *
 * @param options.ignoredLabels - in place of those that only say which tool,
 *   in which version, made the rules
 */
export function ruleDrift(
  expected: SloRules,
  loaded: LoadedRules,
  options: { ignoredLabels?: readonly string[] } = {},
): RuleDrift[] {
  return compareRules(expected, loaded, options).drift;
}

/** How many rules are what. */
export interface RuleCounts {
  /** The same on both sides. */
  equal: number;
  /** Loaded, but otherwise than the spec would make them. */
  different: number;
  missing: number;
  extra: number;
}

/** The same as {@link ruleDrift}, with how many rules are what. */
export function compareRules(
  expected: SloRules,
  loaded: LoadedRules,
  { ignoredLabels = makerLabels }: { ignoredLabels?: readonly string[] } = {},
): { drift: RuleDrift[]; counts: RuleCounts } {
  const counts: RuleCounts = { equal: 0, different: 0, missing: 0, extra: 0 };
  const pool = rulesOfSlo(expected, loaded);
  const drift: RuleDrift[] = [];
  for (const { name: group, interval, rules } of groupsOf(expected)) {
    for (const rule of rules) {
      const match = takeBest(pool, rule, ignoredLabels);
      const name = nameOf(rule);
      if (!match) {
        counts.missing += 1;
        drift.push({ kind: 'missing', group, rule: name, expected: rule.expr });
        continue;
      }
      const different = differences(rule, match.rule, ignoredLabels).concat(
        intervalDifference(interval, match.interval),
      );
      counts[different.length > 0 ? 'different' : 'equal'] += 1;
      drift.push(
        ...different.map(difference => ({
          kind: 'different' as const,
          group,
          rule: name,
          ...difference,
        })),
      );
    }
  }
  counts.extra = pool.length;
  const extra = pool.map(
    ({ group, rule }): RuleDrift => ({
      kind: 'extra',
      group,
      rule: rule.name,
      loaded: rule.query,
    }),
  );
  return { drift: [...drift, ...extra], counts };
}

interface Candidate {
  group: string;
  interval?: number;
  rule: LoadedRule;
}

/** What has been loaded for an SLO, recognised by group, labels or selectors. */
function rulesOfSlo(expected: SloRules, { groups }: LoadedRules): Candidate[] {
  const id = sloIdOfSpec(expected.spec);
  const names = new Set(groupsOf(expected).map(({ name }) => name));
  const own = `sloth_id="${id}"`;
  return groups.flatMap(({ name, interval, rules }) =>
    rules
      .filter(
        rule =>
          names.has(name) ||
          rule.labels.sloth_id === id ||
          // Alerts take their labels from the series that they look at.
          (rule.type === 'alerting' && rule.query.includes(own)),
      )
      .map(rule => ({ group: name, interval, rule })),
  );
}

type Difference = Pick<
  Extract<RuleDrift, { kind: 'different' }>,
  'field' | 'expected' | 'loaded'
>;

/** Takes the loaded rule out that is the most like the expected one. */
function takeBest(
  pool: Candidate[],
  rule: Rule,
  ignoredLabels: readonly string[],
): Candidate | undefined {
  let best: { index: number; differences: number } | undefined;
  pool.forEach((candidate, index) => {
    if (keyOf(candidate.rule) === keyOfExpected(rule)) {
      const count = differences(rule, candidate.rule, ignoredLabels).length;
      if (!best || count < best.differences) {
        best = { index, differences: count };
      }
    }
  });
  return best && pool.splice(best.index, 1)[0];
}

function differences(
  expected: Rule,
  loaded: LoadedRule,
  ignoredLabels: readonly string[],
): Difference[] {
  const found: Difference[] = [];
  const compare = (field: Difference['field'], one: string, other: string) => {
    if (one !== other) {
      found.push({ field, expected: one, loaded: other });
    }
  };
  if (!isSamePromql(expected.expr, loaded.query)) {
    compare('expression', expected.expr, loaded.query);
  }
  const labels = (all: LabelSet) => labelsInWords(all, ignoredLabels);
  compare('labels', labels(expected.labels), labels(loaded.labels));
  if (expected.kind === 'alerting' && loaded.type === 'alerting') {
    compare(
      'annotations',
      labelsInWords(expected.annotations),
      labelsInWords(loaded.annotations),
    );
    compare(
      'for',
      `${expected.for ? promDurationSeconds(expected.for) ?? 0 : 0} s`,
      `${loaded.duration} s`,
    );
  }
  return found;
}

/** Without one of its own, a group has the server's, whatever that is. */
function intervalDifference(
  expected: string | undefined,
  loaded: number | undefined,
): Difference[] {
  const seconds = expected && promDurationSeconds(expected);
  return !seconds || loaded === undefined || seconds === loaded
    ? []
    : [
        {
          field: 'interval',
          expected: `${seconds} s`,
          loaded: `${loaded} s`,
        },
      ];
}

function labelsInWords(
  labels: LabelSet,
  ignored: readonly string[] = [],
): string {
  return Object.entries(labels)
    .filter(([name]) => !ignored.includes(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');
}
