import { parse } from 'yaml';
import { z } from 'zod';

const labelsSchema = z.record(z.string(), z.string());

const ruleFileSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          record: z.string().optional(),
          alert: z.string().optional(),
          expr: z.string(),
          labels: labelsSchema.default({}),
        }),
      ),
    }),
  ),
});

type Rule = z.infer<typeof ruleFileSchema>['groups'][number]['rules'][number];

/** One `slo:sli_error:ratio_rate…` rule. */
export interface WindowRule {
  readonly record: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/** Fires while both windows' error ratios are above the threshold. */
export interface AlertPair {
  readonly shortSeconds: number;
  readonly longSeconds: number;
  readonly threshold: number;
}

export interface AlertRule {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pairs: readonly AlertPair[];
}

/** What Sloth records and alerts on for one objective, labels and all. */
export interface SloRules {
  readonly service: string;
  readonly slo: string;
  /** 0 to 1. */
  readonly objective: number;
  readonly periodSeconds: number;
  /** Shortest first; the last one is the period, an average of 5 minutes. */
  readonly windows: readonly WindowRule[];
  /** By the recorded name: objective, budget, burn rates and so on. */
  readonly meta: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly alerts: readonly AlertRule[];
}

const windowPrefix = 'slo:sli_error:ratio_rate';

/**
 * Reads rules of the form of Sloth's, whoever has made them, so that made-up
 * samples carry exactly the labels that Prometheus will give to the live ones.
 *
 * @throws Error if the text has not the shape of Sloth's rules.
 */
export function parseSlothRules(text: string): SloRules[] {
  const rules = ruleFileSchema
    .parse(parse(text))
    .groups.flatMap(group => group.rules);
  const byObjective = new Map<string, Rule[]>();
  let current: string | undefined;
  for (const rule of rules) {
    // Alert rules do not name their objective; they follow its recordings.
    current = rule.labels.sloth_id ?? current;
    if (current) {
      byObjective.set(current, [...(byObjective.get(current) ?? []), rule]);
    }
  }
  return [...byObjective.values()].map(toSloRules);
}

function toSloRules(rules: Rule[]): SloRules {
  const windows = rules
    .filter(rule => rule.record?.startsWith(windowPrefix))
    .map(rule => ({
      record: rule.record!,
      labels: rule.labels,
      seconds: durationSeconds(rule.record!.slice(windowPrefix.length)),
    }))
    .sort((one, other) => one.seconds - other.seconds);
  const meta = new Map(
    rules
      .filter(rule => rule.record && !rule.record.startsWith(windowPrefix))
      .map(rule => [rule.record!, rule.labels] as const),
  );
  const period = windows.at(-1);
  const objective = constantOf(rules, 'slo:objective:ratio');
  if (!period || windows[0].seconds !== 300) {
    throw new Error(`Sloth's rules record no 5 minute window`);
  }
  return {
    service: period.labels.sloth_service,
    slo: period.labels.sloth_slo,
    objective,
    periodSeconds: period.seconds,
    windows,
    meta,
    alerts: rules.filter(rule => rule.alert).map(toAlertRule),
  };
}

function constantOf(rules: Rule[], record: string): number {
  const rule = rules.find(candidate => candidate.record === record);
  const value = Number(/^vector\(([\d.e+-]+)\)$/.exec(rule?.expr ?? '')?.[1]);
  if (!Number.isFinite(value)) {
    throw new Error(`Sloth's rules give no constant for ${record}`);
  }
  return value;
}

function toAlertRule(rule: Rule): AlertRule {
  const comparison =
    /ratio_rate(\w+)\{[^}]*\} > \(([\d.e+-]+) \* ([\d.e+-]+)\)/g;
  const sides = [...rule.expr.matchAll(comparison)].map(match => ({
    seconds: durationSeconds(match[1]),
    threshold: Number(match[2]) * Number(match[3]),
  }));
  const pairs = sides.flatMap((side, index) =>
    index % 2 === 0 && sides[index + 1]
      ? [
          {
            shortSeconds: side.seconds,
            longSeconds: sides[index + 1].seconds,
            threshold: side.threshold,
          },
        ]
      : [],
  );
  return { name: rule.alert!, labels: rule.labels, pairs };
}

const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/**
 * The length of a duration as Prometheus writes it (`5m`, `1d12h`, `4w`).
 *
 * @throws Error if the text is no such duration.
 */
export function durationSeconds(text: string): number {
  if (!/^(\d+[smhdw])+$/.test(text)) {
    throw new Error(`'${text}' is no duration of Prometheus`);
  }
  return [...text.matchAll(/(\d+)([smhdw])/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * unitSeconds[unit],
    0,
  );
}
