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
  trafficSeriesQuery,
} from '@goreliable/plugin-slo-common';
import { LoadedRule, MetricsSource, RulesSource } from '../ports';
import { askLoadedRules } from '../rules/askLoadedRules';
import { ScopedSource } from '../series/SeriesReader';
import { ratioRules } from './ratioRules';
import { mostSamples, samplesOf, tooDear } from './rawCost';

/** Long enough that a quiet night and a busy day are both in it. */
const trafficWindow = '1d';
const secondsPerDay = 86_400;
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
  let rules: LoadedRule[];
  try {
    const key = parseSloId(slo.id)!;
    rules = await askLoadedRules({ source, scope }, key, signal);
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
  const [shortest] = ratioRules(rules);
  return shortest && sliOfRule(shortest.promql, shortest.window);
}

/** Of Pyrra's alerts the quick ones are critical, the others warnings. */
function severityOf({ sloth_severity, slo, severity }: LoadedRule['labels']) {
  if (sloth_severity === 'page' || sloth_severity === 'ticket') {
    return sloth_severity;
  }
  if (slo === undefined) {
    return undefined;
  }
  const severities = { critical: 'page', warning: 'ticket' } as const;
  return severity === 'critical' || severity === 'warning'
    ? severities[severity]
    : undefined;
}

/** None where none is found: that they are loaded under another name cannot be ruled out. */
function alertsOf(
  rules: readonly LoadedRule[],
): Pick<IndicatorFacts, 'alerts'> {
  const alerts = rules.flatMap(
    ({ kind, labels, annotations }): DeclaredAlert[] => {
      const severity = severityOf(labels);
      return kind === 'alerting' && severity
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
    // First, for what it says the rest may cost.
    const series = await ask(trafficSeriesQuery(sli));
    const isTooDear = samplesOf(series ?? 0, secondsPerDay) > mostSamples;
    const [eventsPerSecond, bounds] = await Promise.all([
      isTooDear ? undefined : ask(trafficQuery(sli, trafficWindow)),
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
      missing: isTooDear
        ? [{ input: 'traffic', reason: tooDear(series!, 'a day') }]
        : [],
      bucketBounds: Object.fromEntries(bounds),
      ...(Number.isFinite(eventsPerSecond) && { eventsPerSecond }),
      ...(Number.isFinite(series) && { trafficSeries: series }),
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
