import {
  LoadedRules,
  selectsSlo,
  sloIdOf,
  sloIdOfSpec,
  SloKey,
} from '@goreliable/plugin-slo-common';
import { SeriesScope } from '../discovery/selectors';
import { Clock, LoadedRule, RulesSource } from '../ports';
import { isRuleOf } from '../review/ratioRules';
import { SharedFetches } from '../series/SharedFetches';

/** Rules change when somebody deploys them, and everybody who looks is told the same. */
const rememberForMs = 60_000;
const mostRemembered = 500;

/** Reads the rules that a source has loaded for an SLO. */
export class LoadedRulesReader {
  private readonly remembered = new Map<
    string,
    { rules: LoadedRules; untilMs: number }
  >();
  private readonly fetches = new SharedFetches<LoadedRules>();

  constructor(
    private readonly sources: ReadonlyMap<
      string,
      { source: RulesSource; scope: SeriesScope }
    >,
    private readonly now: Clock,
  ) {}

  /**
   * @throws UpstreamError if the source does not answer, RangeError if there is
   *   none of that name, the signal's reason when aborted
   */
  async read(slo: SloKey, signal?: AbortSignal): Promise<LoadedRules> {
    const key = sloIdOf(slo);
    const known = this.remembered.get(key);
    if (known && this.now() < known.untilMs) {
      return known.rules;
    }
    const found = this.sources.get(slo.source);
    if (!found) {
      throw new RangeError(`There is no source '${slo.source}'`);
    }
    return await this.fetches.fetch(
      key,
      async shared => {
        const ask = slo.tool === 'pyrra' ? askPyrra : askSloth;
        const rules = await ask(found, slo, shared);
        this.remember(key, rules);
        return rules;
      },
      signal,
    );
  }

  private remember(key: string, rules: LoadedRules) {
    this.remembered.delete(key);
    if (this.remembered.size >= mostRemembered) {
      const [oldest] = this.remembered.keys();
      this.remembered.delete(oldest);
    }
    this.remembered.set(key, { rules, untilMs: this.now() + rememberForMs });
  }
}

/** All of Pyrra's rules carry the label of the SLO. */
async function askPyrra(
  { source, scope }: { source: RulesSource; scope: SeriesScope },
  slo: SloKey,
  signal: AbortSignal,
): Promise<LoadedRules> {
  const { service, name } = slo;
  const rules = await source.loadedRules({
    operation: `read the rules of ${service} ${name}`,
    labels: { slo: name },
    signal,
  });
  return toLoadedRules(rules.filter(rule => isRuleOf(rule, slo, scope)));
}

async function askSloth(
  { source, scope }: { source: RulesSource; scope: SeriesScope },
  slo: SloKey,
  signal: AbortSignal,
): Promise<LoadedRules> {
  const { service, name } = slo;
  const operation = `read the rules of ${service} ${name}`;
  const group = `sloth-slo-alerts-${sloIdOfSpec({ service, name })}`;
  const [labelled, alerting] = await Promise.all([
    source.loadedRules({
      operation,
      labels: { sloth_service: service, sloth_slo: name },
      signal,
    }),
    // Alerts do not carry the labels; they only look at series that do.
    source.loadedRules({ operation, group, signal }),
  ]);
  // A store that narrows nothing down has given everything twice, others' rules too.
  return toLoadedRules([
    ...labelled.filter(
      rule => rule.kind === 'recording' && isRuleOf(rule, slo, scope),
    ),
    ...alerting.filter(
      rule =>
        rule.kind === 'alerting' &&
        (rule.group === group || selectsSlo(rule.promql, service, name)),
    ),
  ]);
}

function toLoadedRules(rules: readonly LoadedRule[]): LoadedRules {
  const groups = new Map<string, LoadedRules['groups'][number]>();
  for (const rule of rules) {
    const { group: name = '', intervalSeconds } = rule;
    const group = groups.get(name) ?? {
      name,
      ...(intervalSeconds !== undefined && { interval: intervalSeconds }),
      rules: [],
    };
    groups.set(name, group);
    const { name: ruleName, promql: query, labels, annotations } = rule;
    group.rules.push(
      rule.kind === 'recording'
        ? { type: 'recording', name: ruleName, query, labels }
        : {
            type: 'alerting',
            name: ruleName,
            query,
            duration: rule.forSeconds ?? 0,
            labels,
            annotations,
          },
    );
  }
  return { groups: [...groups.values()] };
}
