import { LoadedRules, sloIdOf, SloKey } from '@goreliable/plugin-slo-common';
import { SeriesScope } from '../discovery/selectors';
import { Clock, LoadedRule, RulesSource } from '../ports';
import { SharedFetches } from '../series/SharedFetches';
import { askLoadedRules } from './askLoadedRules';

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
        const rules = toLoadedRules(await askLoadedRules(found, slo, shared));
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
