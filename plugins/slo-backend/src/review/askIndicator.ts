import { isUpstreamError } from '@goreliable/upstream';
import {
  BucketBounds,
  boundsQueries,
  DeclaredAlert,
  MissingInput,
  parseSloId,
  promDurationSeconds,
  selectsSlo,
  SliSpec,
  sliOfRule,
  Slo,
  trafficQuery,
  trafficSeriesQuery,
} from '@goreliable/plugin-slo-common';
import { errorRatioPrefix } from '../discovery/slothQueries';
import { LoadedRule, MetricsSource, RulesSource } from '../ports';
import { ScopedSource } from '../series/SeriesReader';

/** Long enough that a quiet night and a busy day are both in it. */
const trafficWindow = '1d';
const mostHistograms = 4;

/** What an SLO measures, as far as its source tells. */
export interface IndicatorFacts {
  sli?: SliSpec;
  alerts?: DeclaredAlert[];
  eventsPerSecond?: number;
  /** How many raw series its events are counted from. */
  trafficSeries?: number;
  bucketBounds?: BucketBounds;
  missing: MissingInput[];
}

/** A source that tells of its rules too. */
export type IndicatorSource = ScopedSource & {
  source: MetricsSource & RulesSource;
};

/** What is known where the rules are not. */
export function unknownRules(reason: string): IndicatorFacts {
  return {
    missing: [
      {
        input: 'rules',
        reason: `The rules behind it are not known, so its queries and alerts are not judged: ${reason}.`,
      },
    ],
  };
}

/**
 * Asks a source for the rules behind an SLO, and for what they count.
 *
 * @param at - moment to evaluate at, in Unix seconds
 */
export async function askIndicator(
  { source, scope }: IndicatorSource,
  slo: Slo,
  at: number,
  signal: AbortSignal,
): Promise<IndicatorFacts> {
  const { service, name, partition } = parseSloId(slo.id)!;
  const labels = { sloth_service: service, sloth_slo: name };
  // Labels of the whole server, as a cluster's, are not on its rules.
  const server = Object.entries({ ...scope.matchers, ...partition });
  const isOwn = (rule: LoadedRule) =>
    rule.labels.sloth_service === service &&
    rule.labels.sloth_slo === name &&
    server.every(([label, value]) => (rule.labels[label] ?? value) === value);
  let rules: LoadedRule[];
  try {
    const operation = `read the rules of ${service} ${name}`;
    const [recording, alerting] = await Promise.all([
      source.loadedRules({ operation, labels, signal }),
      // Sloth's alerts do not carry the labels; they only look at series that do.
      source.loadedRules({
        operation,
        group: `sloth-slo-alerts-${service}-${name}`,
        signal,
      }),
    ]);
    rules = [
      ...recording.filter(rule => rule.kind === 'recording' && isOwn(rule)),
      ...alerting.filter(
        rule =>
          rule.kind === 'alerting' && selectsSlo(rule.promql, service, name),
      ),
    ];
  } catch (error) {
    signal.throwIfAborted();
    if (!isUpstreamError(error)) {
      throw error;
    }
    return unknownRules(error.message);
  }
  const sli = indicatorOf(rules);
  if (!sli) {
    return unknownRules('its source has no rule of that name');
  }
  return {
    sli,
    ...alertsOf(rules),
    ...(await measure(source, sli, at, signal)),
  };
}

function indicatorOf(rules: readonly LoadedRule[]): SliSpec | undefined {
  const [shortest] = rules
    .filter(
      ({ kind, name }) =>
        kind === 'recording' && name.startsWith(errorRatioPrefix),
    )
    .map(({ name, promql }) => {
      const window = name.slice(errorRatioPrefix.length);
      return {
        window,
        promql,
        seconds: promDurationSeconds(window) ?? Infinity,
      };
    })
    // The longest is the period's, which averages the others.
    .sort((a, b) => a.seconds - b.seconds);
  return shortest && sliOfRule(shortest.promql, shortest.window);
}

/** None where none is found: that they are loaded under another name cannot be ruled out. */
function alertsOf(
  rules: readonly LoadedRule[],
): Pick<IndicatorFacts, 'alerts'> {
  const alerts = rules.flatMap(
    ({ kind, labels, annotations }): DeclaredAlert[] => {
      const severity = labels.sloth_severity;
      return kind === 'alerting' &&
        (severity === 'page' || severity === 'ticket')
        ? [{ severity, isDisabled: false, labels, annotations }]
        : [];
    },
  );
  return alerts.length > 0 ? { alerts } : {};
}

async function measure(
  source: MetricsSource,
  sli: SliSpec,
  at: number,
  signal: AbortSignal,
): Promise<Omit<IndicatorFacts, 'sli' | 'alerts'>> {
  const ask = async (promql: string | undefined) => {
    const operation = 'count the events of an SLO';
    const answer =
      promql === undefined
        ? undefined
        : await source.query({ operation, promql, at, signal });
    return answer?.samples.at(0)?.value;
  };
  try {
    const [eventsPerSecond, trafficSeries, bounds] = await Promise.all([
      ask(trafficQuery(sli, trafficWindow)),
      ask(trafficSeriesQuery(sli)),
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
    return {
      missing: [],
      bucketBounds: Object.fromEntries(bounds),
      ...(Number.isFinite(eventsPerSecond) && { eventsPerSecond }),
      ...(Number.isFinite(trafficSeries) && { trafficSeries }),
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
