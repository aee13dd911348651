import { defaultAlertWindows } from '../specs/alertWindowCatalog';
import { queryLanguageOf } from '../specs/checkSpec';
import { SloSpec, SpecFormat, SpecProblem } from '../specs/types';
import { ruleContext, RuleContext } from './context';
import { sloIdOfSpec } from './names';
import { RuleOptions, ruleCorrectionsSchema, slothVersion } from './options';
import { tileSecondsOf } from './periodRule';
import { createPlugin, defaultPlugins, RulePlugin } from './plugins';
import { checkPromql } from './promql/checkPromql';
import { groupsOf, SloRules } from './types';

/** The rules of several SLOs, and what stood in the way of more. */
export interface GeneratedRules {
  slos: SloRules[];
  problems: SpecProblem[];
}

/** What Sloth says of itself in `sloth_slo_info`, by the format of the spec. */
const modes: Record<SpecFormat, string> = {
  sloth: 'cli-gen-prom',
  'sloth-kubernetes': 'cli-gen-k8s',
  openslo: 'cli-gen-openslo',
};

/**
 * Makes the recording and alerting rules of SLOs: those that Sloth makes, or
 * those with corrections where the options ask for them. What Prometheus would
 * refuse is not made but becomes a problem.
 *
 * @param specs - as `parseSpecs` gives them
 */
export function generateRules(
  specs: readonly SloSpec[],
  options: RuleOptions = {},
): GeneratedRules {
  const slos: SloRules[] = [];
  const problems: SpecProblem[] = [];
  for (const spec of specs) {
    const made = rulesOf(spec, options);
    if ('problem' in made) {
      const { document, path } = spec.origin;
      problems.push({
        severity: 'error',
        document,
        path,
        message: made.problem,
      });
    } else {
      slos.push(made);
    }
  }
  return { slos, problems };
}

function rulesOf(
  spec: SloSpec,
  options: RuleOptions,
): SloRules | { problem: string } {
  const corrections = ruleCorrectionsSchema.parse(options.corrections ?? {});
  const periodSeconds = Math.round(spec.periodDays * 86_400);
  const catalog = options.windows ?? defaultAlertWindows;
  const windows = catalog.get(periodSeconds);
  if (!windows) {
    const known = [...catalog.keys()].map(seconds => seconds / 86_400);
    return {
      problem: `has a period of ${
        spec.periodDays
      } days, for which there are no alert windows: use ${known.join(
        ' or ',
      )} days, or give windows for it (kind: AlertWindows)`,
    };
  }
  const context = ruleContext(
    { ...spec, labels: { ...spec.labels, ...options.extraLabels } },
    windows,
    corrections,
    {
      version: options.info?.version ?? slothVersion,
      mode: options.info?.mode ?? modes[spec.origin.format],
    },
  );
  const problem = periodProblem(context);
  if (problem) {
    return { problem };
  }
  const plugins = pluginsOf(spec);
  if ('problem' in plugins) {
    return plugins;
  }
  const id = sloIdOfSpec(spec);
  let rules: SloRules = {
    spec,
    sli: { name: `sloth-slo-sli-recordings-${id}`, rules: [] },
    meta: { name: `sloth-slo-meta-recordings-${id}`, rules: [] },
    alerts: { name: `sloth-slo-alerts-${id}`, rules: [] },
  };
  try {
    rules = plugins.chain.reduce(
      (made, plugin) => plugin(made, context),
      rules,
    );
  } catch (error) {
    return { problem: (error as Error).message };
  }
  if (options.withoutRecordings) {
    rules.sli.rules = [];
    rules.meta.rules = [];
  }
  if (options.withoutAlerts) {
    rules.alerts.rules = [];
  }
  return refusedByPrometheus(rules) ?? rules;
}

function periodProblem(context: RuleContext): string | undefined {
  const { corrections, windows, periodSeconds, shortestSeconds } = context;
  const { periodRule } = corrections;
  if (periodRule === 'sloth' && shortestSeconds === periodSeconds) {
    return 'has a period as short as its shortest window: make the period longer';
  }
  if (periodRule === 'tiled' && !tileSecondsOf(windows, periodSeconds)) {
    return 'has no alert window that fits into its period without remainder, so the period cannot be tiled: use another period rule';
  }
  return undefined;
}

/** Sorted by priority; Sloth's own make the usual rules at priority 0, first. */
function pluginsOf({
  plugins,
}: SloSpec): { chain: RulePlugin[] } | { problem: string } {
  const own = [...(plugins?.chain ?? [])].sort(
    (one, other) => one.priority - other.priority,
  );
  if (plugins?.overridesDefaults && own.length === 0) {
    return {
      problem:
        'takes the plugins away that make rules, and names no other: remove overridePrevious',
    };
  }
  const usual = plugins?.overridesDefaults ? [] : defaultPlugins;
  const all = [
    ...own.filter(({ priority }) => priority < 0),
    ...usual.map(id => ({ id, config: undefined })),
    ...own.filter(({ priority }) => priority >= 0),
  ];
  const chain: RulePlugin[] = [];
  for (const { id, config } of all) {
    const created = createPlugin(id, config);
    if ('problem' in created) {
      return {
        problem: `has a plugin that cannot be used: ${created.problem}`,
      };
    }
    chain.push(created);
  }
  return { chain };
}

/**
 * Sloth looks at queries only by themselves. Put together they may be no PromQL
 * any more, and Prometheus then refuses the whole file.
 */
function refusedByPrometheus(rules: SloRules): { problem: string } | undefined {
  if (queryLanguageOf(rules.spec) !== 'promql') {
    return undefined;
  }
  const seen = new Set<string>();
  for (const rule of groupsOf(rules).flatMap(group => group.rules)) {
    // Windows differ in nothing that could be refused.
    const form = rule.expr.replace(/\[\d+[a-z]\]/g, '[]');
    if (seen.has(form)) {
      continue;
    }
    seen.add(form);
    const name = rule.kind === 'recording' ? rule.record : rule.alert;
    const checked = checkPromql(rule.expr);
    if (checked.kind === 'invalid') {
      return {
        problem: `would become a rule that Prometheus refuses (${name}): ${checked.message}`,
      };
    }
    if (checked.type !== 'vector' && checked.type !== 'scalar') {
      return {
        problem: `would become a rule that Prometheus cannot evaluate (${name}): it gives no value`,
      };
    }
  }
  return undefined;
}
