import { LoggerService } from '@backstage/backend-plugin-api';
import { readIndicator, sliOfRule } from '@goreliable/plugin-slo-common';
import { isUpstreamError } from '@goreliable/upstream';
import { errorRatioPrefix } from '../discovery/slothQueries';
import { SeriesScope } from '../discovery/selectors';
import { Clock, LoadedRule, RulesSource } from '../ports';
import { SloRecord, SloStore } from '../store/types';
import { IndicatorStore, SourceIndicators } from './IndicatorStore';
import {
  isRuleOf,
  nameOfRule,
  nameOfSlo,
  RatioRule,
  ratioRules,
} from './ratioRules';
import { toldObjectives } from './toldObjectives';

/** Rules change when somebody deploys them. */
const askAgainAfterMs = 5 * 60_000;
/** An SLO that is new is not kept waiting for so long. */
const askForNewAfterMs = 60_000;

/**
 * Finds out what the rules of a source tell of its SLOs, beside what they record:
 * what is measured, and objectives that are recorded nowhere. One question for the rules
 * behind their shortest windows, whatever their number, at most once a minute;
 * another where Pyrra's are among them.
 */
export class IndicatorCollector {
  private notBefore = -Infinity;

  constructor(
    private readonly deps: {
      name: string;
      source: RulesSource;
      scope: SeriesScope;
      slos: Pick<SloStore, 'source'>;
      store: IndicatorStore;
      logger: LoggerService;
      now: Clock;
    },
  ) {}

  /**
   * Asks if that is due. A source that does not tell, or that is down, leaves
   * what was known as it was.
   *
   * @throws what the stores throw, and the signal's reason when aborted
   */
  async collect(signal?: AbortSignal): Promise<void> {
    const { name, source, scope, slos, store, logger, now } = this.deps;
    const [record, last] = await Promise.all([
      slos.source(name),
      store.source(name),
    ]);
    const records = record?.slos ?? [];
    if (
      records.length === 0 ||
      record?.error !== undefined ||
      now() < this.notBefore ||
      !isDue(last, records, now())
    ) {
      return;
    }
    try {
      const rules = await rulesOf(source, records, signal);
      await store.save(
        name,
        now(),
        indicatorsOf(rules, records, scope),
        toldObjectives(rules, records, scope),
      );
    } catch (error) {
      signal?.throwIfAborted();
      if (!isUpstreamError(error)) {
        throw error;
      }
      this.notBefore = now() + askAgainAfterMs;
      logger.warn(`What the SLOs measure is not known: ${error.message}`);
    }
  }
}

function isDue(
  last: Awaited<ReturnType<IndicatorStore['source']>>,
  records: readonly SloRecord[],
  now: number,
): boolean {
  if (!last || now - last.askedAtMs >= askAgainAfterMs) {
    return true;
  }
  const isNew = records.some(({ id }) => !Object.hasOwn(last.indicators, id));
  return isNew && now - last.askedAtMs >= askForNewAfterMs;
}

/** Those of Sloth are known by their names; Pyrra's are made of the metrics'. */
async function rulesOf(
  source: RulesSource,
  records: readonly SloRecord[],
  signal: AbortSignal | undefined,
): Promise<LoadedRule[]> {
  const operation = 'read what the SLOs measure';
  const names = shortestRules(records);
  const hasPyrra = records.some(({ key }) => key.tool === 'pyrra');
  const answers = await Promise.all([
    names.length > 0 ? source.loadedRules({ operation, names, signal }) : [],
    hasPyrra ? source.loadedRules({ operation, withLabel: 'slo', signal }) : [],
  ]);
  return answers.flat();
}

/** The shortest windows go by the queries; the longer ones may average them. */
function shortestRules(records: readonly SloRecord[]): string[] {
  const names = records.flatMap(({ key, windows }) => {
    const [shortest] = [...windows].sort((a, b) => a.seconds - b.seconds);
    return shortest && key.tool === undefined
      ? [errorRatioPrefix + shortest.window]
      : [];
  });
  return [...new Set(names)].sort();
}

/** What each SLO measures, by the rule for its shortest window. */
export function indicatorsOf(
  rules: readonly LoadedRule[],
  records: readonly Pick<SloRecord, 'id' | 'key'>[],
  scope: Pick<SeriesScope, 'matchers'>,
): SourceIndicators {
  const byName = new Map<string, RatioRule[]>();
  for (const rule of ratioRules(rules)) {
    const name = nameOfRule(rule);
    byName.set(name, [...(byName.get(name) ?? []), rule]);
  }
  return Object.fromEntries(
    records.map(({ id, key }) => {
      const own = byName
        .get(nameOfSlo(key))
        ?.find(rule => isRuleOf(rule, key, scope));
      const sli = own && sliOfRule(own.promql, own.window);
      return [id, (sli && readIndicator(sli)) ?? null];
    }),
  );
}
