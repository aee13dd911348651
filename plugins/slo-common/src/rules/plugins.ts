import { z } from 'zod';
import { formatPromDuration, promDurationSeconds } from '../promDuration';
import { formatGoFloat } from '../specs/goNumbers';
import { LabelSet } from '../specs/types';
import { alertRules } from './alertRules';
import { RuleContext } from './context';
import { denominatorCorrection } from './denominatorCorrection';
import { metaRules } from './metaRules';
import { identityLabels, recorded, selectorOf, windowLabel } from './names';
import { sliRules } from './sliRules';
import { RecordingRule, SloRules } from './types';

/** Makes or changes the rules of an SLO. */
export type RulePlugin = (rules: SloRules, context: RuleContext) => SloRules;

/**
 * Takes a plugin's configuration, or says what is wrong with it.
 */
type PluginFactory = (config: unknown) => RulePlugin | { problem: string };

/** A plugin whose configuration has a schema; without any it is empty. */
function plugin<T>(
  schema: z.ZodType<T>,
  create: (config: T) => RulePlugin,
): PluginFactory {
  return config => {
    const parsed = schema.safeParse(config ?? {});
    if (parsed.success) {
      return create(parsed.data);
    }
    const [{ path, message }] = parsed.error.issues;
    return { problem: `${['config', ...path].join('.')}: ${message}` };
  };
}

const nothing: PluginFactory = () => rules => rules;

const duration = z
  .string()
  .refine(
    text => promDurationSeconds(text) !== undefined,
    'must be a Prometheus duration above zero, e.g. 5m',
  )
  .transform(text => formatPromDuration(promDurationSeconds(text)!));

const texts = z.record(z.string(), z.string()).nullish();

/** The plugins that make Sloth's usual rules. */
export const defaultPlugins: readonly string[] = [
  'sloth.dev/core/sli_rules/v1',
  'sloth.dev/core/metadata_rules/v1',
  'sloth.dev/core/alert_rules/v1',
];

/** The plugins that are built into Sloth, by their ids. */
const builtIn: Record<string, PluginFactory> = {
  // Specs are checked in any case, before plugins are looked at.
  'sloth.dev/core/validate/v1': nothing,
  'sloth.dev/contrib/validate_victoria_metrics/v1': nothing,
  'sloth.dev/core/noop/v1': nothing,
  'sloth.dev/core/debug/v1': nothing,
  'sloth.dev/core/sli_rules/v1': plugin(
    z.object({ disableOptimized: z.boolean().nullish() }),
    ({ disableOptimized }) =>
      (rules, context) => ({
        ...rules,
        sli: {
          ...rules.sli,
          rules: sliRules(
            disableOptimized
              ? {
                  ...context,
                  corrections: {
                    ...context.corrections,
                    periodRule: 'weighted',
                  },
                }
              : context,
          ),
        },
      }),
  ),
  'sloth.dev/core/metadata_rules/v1': () => (rules, context) => ({
    ...rules,
    meta: { ...rules.meta, rules: metaRules(context) },
  }),
  'sloth.dev/core/alert_rules/v1': () => (rules, context) => ({
    ...rules,
    alerts: { ...rules.alerts, rules: alertRules(context) },
  }),
  'sloth.dev/contrib/info_labels/v1': plugin(
    z.object({
      labels: z
        .record(z.string(), z.string(), 'must have at least one label')
        .refine(
          labels => Object.keys(labels).length > 0,
          'must have at least one label',
        ),
      metricName: z.string().nullish(),
    }),
    ({ labels, metricName }) =>
      rules => {
        const { meta } = rules;
        const index = meta.rules.findIndex(
          ({ record }) => record === (metricName || recorded.info),
        );
        return {
          ...rules,
          meta: {
            ...meta,
            rules: meta.rules.map((rule, at) =>
              at === index
                ? { ...rule, labels: { ...rule.labels, ...labels } }
                : rule,
            ),
          },
        };
      },
  ),
  'sloth.dev/contrib/rule_intervals/v1': plugin(
    z.object({
      interval: z.object({
        default: duration,
        sliError: duration.nullish(),
        metadata: duration.nullish(),
        alert: duration.nullish(),
      }),
    }),
    ({ interval }) =>
      ({ spec, sli, meta, alerts }) => ({
        spec,
        sli: { ...sli, interval: interval.sliError ?? interval.default },
        meta: { ...meta, interval: interval.metadata ?? interval.default },
        alerts: { ...alerts, interval: interval.alert ?? interval.default },
      }),
  ),
  'sloth.dev/contrib/remove_labels/v1': plugin(
    z.object({
      preserveLabels: z.array(z.string()).nullish(),
      skipMetrics: z.array(z.string()).nullish(),
    }),
    ({ preserveLabels, skipMetrics }) =>
      (rules, { spec }) => {
        const kept = new Set([
          ...Object.keys(identityLabels(spec)),
          ...(preserveLabels ?? []),
        ]);
        const skipped = new Set([recorded.info, ...(skipMetrics ?? [])]);
        const { sli, meta } = rules;
        return {
          ...rules,
          sli: {
            ...sli,
            rules: withoutLabels(
              sli.rules,
              new Set([...kept, windowLabel]),
              skipped,
            ),
          },
          meta: { ...meta, rules: withoutLabels(meta.rules, kept, skipped) },
        };
      },
  ),
  'sloth.dev/contrib/error_budget_exhausted_alert/v1': plugin(
    z.object({
      threshold: z.number().nullish(),
      for: duration.nullish(),
      annotations: texts,
      alert_name: z.string().nullish(),
      selector_labels: texts,
      alert_labels: texts,
    }),
    config =>
      (rules, { spec }) => {
        const selector = selectorOf({
          ...identityLabels(spec),
          ...spec.labels,
          ...config.selector_labels,
        });
        return {
          ...rules,
          alerts: {
            ...rules.alerts,
            rules: [
              ...rules.alerts.rules,
              {
                kind: 'alerting',
                alert: config.alert_name || 'ErrorBudgetExhausted',
                expr: `${
                  recorded.budgetRemaining
                }${selector} <= ${formatGoFloat(config.threshold ?? 0)}`,
                for: config.for ?? '5m',
                labels: config.alert_labels ?? {},
                annotations: config.annotations ?? {},
              },
            ],
          },
        };
      },
  ),
  'sloth.dev/contrib/denominator_corrected_rules/v1': plugin(
    z.object({ disableOptimized: z.boolean().nullish() }),
    ({ disableOptimized }) =>
      (rules, context) =>
        denominatorCorrection(rules, context, Boolean(disableOptimized)),
  ),
};

/**
 * A plugin of Sloth's with its configuration.
 *
 * @returns what is wrong, if it is none or cannot be configured so
 */
export function createPlugin(
  id: string,
  config: unknown,
): RulePlugin | { problem: string } {
  const factory = Object.hasOwn(builtIn, id) ? builtIn[id] : undefined;
  return factory
    ? factory(config)
    : {
        problem: `'${id}' is not built into Sloth, and its code can only be run by Sloth itself: remove it`,
      };
}

/**
 * Sloth's rules of one SLO share one set of labels, so that what is taken from
 * one rule is taken from those that were to be skipped, too.
 */
function withoutLabels(
  rules: RecordingRule[],
  kept: ReadonlySet<string>,
  skipped: ReadonlySet<string>,
): RecordingRule[] {
  const cleaned = new Map<LabelSet, LabelSet>();
  for (const { record, labels } of rules) {
    if (!skipped.has(record)) {
      cleaned.set(
        labels,
        Object.fromEntries(
          Object.entries(labels).filter(([label]) => kept.has(label)),
        ),
      );
    }
  }
  return rules.map(rule => ({
    ...rule,
    labels: cleaned.get(rule.labels) ?? rule.labels,
  }));
}
