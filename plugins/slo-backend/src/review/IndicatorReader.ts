import { isUpstreamError } from '@goreliable/upstream';
import {
  BucketBounds,
  boundsQueries,
  DeclaredAlert,
  MissingInput,
  parseSloId,
  SliSpec,
  sliOfRule,
  Slo,
  trafficQuery,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { errorRatioPrefix } from '../discovery/slothQueries';
import { Clock, LoadedRule, MetricsSource, RulesSource } from '../ports';
import { ScopedSource } from '../series/SeriesReader';
import { SharedFetches } from '../series/SharedFetches';

/** Rules and traffic change slowly, and everybody who looks is told the same. */
const rememberForMs = 5 * 60_000;
/** What failed is asked again sooner. */
const retryAfterMs = 30_000;
const mostRemembered = 1_000;
/** Long enough that a quiet night and a busy day are both in it. */
const trafficWindow = '1d';
const mostHistograms = 4;

/** What an SLO measures, as far as its source tells. */
export interface IndicatorFacts {
  sli?: SliSpec;
  alerts?: DeclaredAlert[];
  eventsPerSecond?: number;
  bucketBounds?: BucketBounds;
  missing: MissingInput[];
}

type Source = ScopedSource & { source: MetricsSource & RulesSource };

/**
 * Finds out what is behind an SLO's series: the queries and alerts that are
 * loaded in its source, how many events they see, and which buckets there are.
 */
export class IndicatorReader {
  private readonly remembered = new Map<
    string,
    { facts: IndicatorFacts; untilMs: number }
  >();
  private readonly fetches = new SharedFetches<IndicatorFacts>();

  constructor(
    private readonly sources: ReadonlyMap<string, Source>,
    private readonly now: Clock,
  ) {}

  /** @param status - a source that is down is not asked */
  async read(
    slo: Slo,
    status: SourceStatus,
    signal?: AbortSignal,
  ): Promise<IndicatorFacts> {
    const known = this.remembered.get(slo.id);
    if (known && this.now() < known.untilMs) {
      return known.facts;
    }
    const source = this.sources.get(slo.source);
    if (!source || status.state === 'unreachable') {
      return (
        known?.facts ?? unknownRules(`${slo.source} does not answer at present`)
      );
    }
    return await this.fetches.fetch(
      slo.id,
      async shared => {
        const facts = await ask(source, slo, this.now() / 1000, shared);
        this.remember(slo.id, facts);
        return facts;
      },
      signal,
    );
  }

  private remember(id: string, facts: IndicatorFacts) {
    this.remembered.delete(id);
    if (this.remembered.size >= mostRemembered) {
      const [oldest] = this.remembered.keys();
      this.remembered.delete(oldest);
    }
    const forMs = facts.missing.length > 0 ? retryAfterMs : rememberForMs;
    this.remembered.set(id, { facts, untilMs: this.now() + forMs });
  }
}

function unknownRules(reason: string): IndicatorFacts {
  return {
    missing: [
      {
        input: 'rules',
        reason: `The rules behind it are not known, so its queries and alerts are not judged: ${reason}.`,
      },
    ],
  };
}

async function ask(
  { source, scope }: Source,
  slo: Slo,
  at: number,
  signal: AbortSignal,
): Promise<IndicatorFacts> {
  const { service, name, partition } = parseSloId(slo.id)!;
  const labels = { sloth_service: service, sloth_slo: name };
  let rules: LoadedRule[];
  try {
    const operation = `read the rules of ${service} ${name}`;
    const loaded = await source.loadedRules({ operation, labels, signal });
    rules = loaded.filter(rule =>
      // Labels of the whole server, as a cluster's, are not on its rules.
      Object.entries({ ...scope.matchers, ...partition, ...labels }).every(
        ([label, value]) => (rule.labels[label] ?? value) === value,
      ),
    );
  } catch (error) {
    signal.throwIfAborted();
    if (!isUpstreamError(error)) {
      throw error;
    }
    return unknownRules(error.message);
  }
  const own = rules.filter(rule => rule.labels.sloth_slo === name);
  const sli = indicatorOf(own);
  if (!sli) {
    return unknownRules('its source has no rule of that name');
  }
  return {
    sli,
    alerts: alertsOf(own),
    ...(await measure(source, sli, at, signal)),
  };
}

function indicatorOf(rules: readonly LoadedRule[]): SliSpec | undefined {
  const shortest = rules.find(
    ({ kind, name }) =>
      kind === 'recording' && name.startsWith(errorRatioPrefix),
  );
  return (
    shortest &&
    sliOfRule(shortest.promql, shortest.name.slice(errorRatioPrefix.length))
  );
}

function alertsOf(rules: readonly LoadedRule[]): DeclaredAlert[] {
  return rules.flatMap(({ kind, labels, annotations }): DeclaredAlert[] => {
    const severity = labels.sloth_severity;
    return kind === 'alerting' && (severity === 'page' || severity === 'ticket')
      ? [{ severity, isDisabled: false, labels, annotations }]
      : [];
  });
}

async function measure(
  source: MetricsSource,
  sli: SliSpec,
  at: number,
  signal: AbortSignal,
): Promise<Omit<IndicatorFacts, 'sli' | 'alerts'>> {
  const traffic = trafficQuery(sli, trafficWindow);
  try {
    const [events, bounds] = await Promise.all([
      traffic === undefined
        ? undefined
        : source.query({
            operation: 'count the events of an SLO',
            promql: traffic,
            at,
            signal,
          }),
      Promise.all(
        boundsQueries(sli)
          .slice(0, mostHistograms)
          .map(async ({ metric, promql }) => {
            const operation = 'read the buckets of an SLO';
            const { samples } = await source.query({
              operation,
              promql,
              at,
              signal,
            });
            return [metric, boundsOf(samples)] as const;
          }),
      ),
    ]);
    const eventsPerSecond = events?.samples.at(0)?.value;
    return {
      missing: [],
      bucketBounds: Object.fromEntries(bounds),
      ...(Number.isFinite(eventsPerSecond) && { eventsPerSecond }),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!isUpstreamError(error)) {
      throw error;
    }
    const reason = `Its traffic is not known, so it is not judged by it: ${error.message}.`;
    return { missing: [{ input: 'traffic', reason }] };
  }
}

/** Finite bounds, ascending; both ways of writing a whole number are the same. */
function boundsOf(samples: readonly { labels: Record<string, string> }[]) {
  const bounds = samples
    .map(({ labels }) => Number(labels.le))
    .filter(Number.isFinite);
  return [...new Set(bounds)].sort((a, b) => a - b);
}
