import {
  formatPromDuration,
  MissingInput,
  SeriesRange,
  Slo,
  SourceWarning,
  trafficQuery,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { ExpressionReader } from '../series/ExpressionReader';
import { IndicatorSource } from './askIndicator';
import { IndicatorReader } from './IndicatorReader';
import { mostSamples, samplesOf, tooDear } from './rawCost';

/** A rate over less is noise, and with slow scrapes nothing at all. */
const shortestRateSeconds = 300;

/** How many events a second an SLO saw. */
export interface TrafficOfRange {
  /** One per step; `null` where none are known. */
  values: (number | null)[];
  /** Prometheus duration over which each is the average; absent if there are none. */
  window?: string;
  /** Events a second over the last day; absent if unknown. */
  eventsPerSecond?: number;
  missing: MissingInput[];
  warnings: SourceWarning[];
}

/**
 * Reads how many events an SLO saw. The rules of Sloth do not record that, so
 * it is computed by the total query of its SLI: from what that reads, recorded
 * or raw, within a bound on what it may cost.
 */
export class TrafficReader {
  constructor(
    private readonly sources: ReadonlyMap<string, IndicatorSource>,
    private readonly indicators: Pick<IndicatorReader, 'read'>,
    private readonly expressions: ExpressionReader,
  ) {}

  /**
   * @param status - a source that is down is not asked
   * @param range - of at most `mostPointsAsked` points
   * @param wholeSeconds - of what the range is a part of
   * @throws the signal's reason when aborted
   */
  async read(
    slo: Slo,
    status: SourceStatus,
    range: SeriesRange,
    options: { wholeSeconds?: number; signal?: AbortSignal } = {},
  ): Promise<TrafficOfRange> {
    const { wholeSeconds = range.to - range.from, signal } = options;
    const { sli, eventsPerSecond, trafficSeries, missing } =
      await this.indicators.read(slo, status, signal);
    const unknown = (reason: string): TrafficOfRange => ({
      values: [],
      ...(eventsPerSecond !== undefined && { eventsPerSecond }),
      missing: [{ input: 'traffic', reason }],
      warnings: [],
    });
    const seconds = Math.max(range.stepSeconds, shortestRateSeconds);
    const window = formatPromDuration(seconds);
    const promql = sli && trafficQuery(sli, window);
    const source = this.sources.get(slo.source)?.source;
    if (!source || status.state === 'unreachable') {
      return unknown(
        `${slo.source} does not answer at present, so the traffic is not known.`,
      );
    }
    if (promql === undefined) {
      return unknown(
        sli
          ? 'Its queries do not count events, so the traffic is not known.'
          : missing[0]?.reason ?? 'The traffic is not known.',
      );
    }
    // What it would cost is not known either, then.
    if (trafficSeries === undefined && missing.length > 0) {
      return unknown(missing[0].reason);
    }
    const series = trafficSeries ?? 0;
    if (samplesOf(series, wholeSeconds) > mostSamples) {
      return unknown(tooDear(series, 'so long a time'));
    }
    const answer = await this.expressions.read(
      { source, operation: 'read the traffic of an SLO', promql, range },
      signal,
    );
    return {
      values: answer.values,
      window,
      ...(eventsPerSecond !== undefined && { eventsPerSecond }),
      missing: answer.error
        ? [
            {
              input: 'traffic',
              reason: `The traffic could not be read: ${answer.error}.`,
            },
          ]
        : [],
      warnings: answer.warnings.map(message => ({
        source: slo.source,
        message,
      })),
    };
  }
}
