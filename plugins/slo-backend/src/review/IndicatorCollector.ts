import { LoggerService } from '@backstage/backend-plugin-api';
import { readIndicator, sliOfRule } from '@goreliable/plugin-slo-common';
import { isUpstreamError } from '@goreliable/upstream';
import { errorRatioPrefix } from '../discovery/slothQueries';
import { SeriesScope } from '../discovery/selectors';
import { Clock, LoadedRule, RulesSource } from '../ports';
import { SloRecord, SloStore } from '../store/types';
import { IndicatorStore, SourceIndicators } from './IndicatorStore';

/** Rules change when somebody deploys them. */
const askAgainAfterMs = 5 * 60_000;
/** An SLO that is new is not kept waiting for so long. */
const askForNewAfterMs = 60_000;

/**
 * Finds out what the SLOs of a source measure: one question for the rules
 * behind their shortest windows, whatever their number, at most once a minute.
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
      const rules = await source.loadedRules({
        operation: 'read what the SLOs measure',
        names: shortestRules(records),
        signal,
      });
      await store.save(name, now(), {
        ...indicatorsOf(rules, records, scope),
      });
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

/** The shortest windows go by the queries; the longer ones may average them. */
function shortestRules(records: readonly SloRecord[]): string[] {
  const names = records.flatMap(record => {
    const [shortest] = [...record.windows].sort(
      (a, b) => a.seconds - b.seconds,
    );
    return shortest ? [errorRatioPrefix + shortest.window] : [];
  });
  return [...new Set(names)].sort();
}

/**
 * What each SLO measures. Labels of the whole server, as a cluster's, are not
 * on its rules: what a rule does not say holds for all.
 */
export function indicatorsOf(
  rules: readonly LoadedRule[],
  records: readonly Pick<SloRecord, 'id' | 'key' | 'windows'>[],
  scope: Pick<SeriesScope, 'matchers'>,
): SourceIndicators {
  const byService = new Map<string, LoadedRule[]>();
  for (const rule of rules) {
    if (rule.kind === 'recording' && rule.name.startsWith(errorRatioPrefix)) {
      const key = keyOf(rule.labels.sloth_service, rule.labels.sloth_slo);
      byService.set(key, [...(byService.get(key) ?? []), rule]);
    }
  }
  return Object.fromEntries(
    records.map(({ id, key }) => {
      const { service, name, partition } = key;
      const labels = Object.entries({ ...scope.matchers, ...partition });
      const own = byService
        .get(keyOf(service, name))
        ?.find(rule =>
          labels.every(
            ([label, value]) => (rule.labels[label] ?? value) === value,
          ),
        );
      const sli =
        own && sliOfRule(own.promql, own.name.slice(errorRatioPrefix.length));
      return [id, (sli && readIndicator(sli)) ?? null];
    }),
  );
}

const keyOf = (service: string | undefined, name: string | undefined) =>
  JSON.stringify([service, name]);
