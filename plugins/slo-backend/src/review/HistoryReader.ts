import {
  ErrorHistory,
  MissingInput,
  percentInWords,
  SeriesRange,
  Slo,
  SloSeries,
  SourceWarning,
  withTraffic,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { mostPointsAsked, SeriesReader } from '../series/SeriesReader';
import { TrafficReader } from './TrafficReader';

/** Sloth evaluates alerts by windows of this length and more. */
const shortestSliceSeconds = 300;

/** What was recorded of an SLO's error ratio, slice by slice. */
export interface RecordedHistory {
  /** With the events of each slice, where enough of them are known. */
  history: ErrorHistory;
  /** Why its slices all count the same, if they do. */
  missing: MissingInput[];
  warnings: SourceWarning[];
  source: SourceStatus;
}

/**
 * Reads the past of an SLO in slices of its shortest window, in parts that
 * each have as many points as a chart, from the cache that charts fill too;
 * and beside it the traffic of that past, which is not recorded.
 */
export class HistoryReader {
  constructor(
    private readonly series: Pick<SeriesReader, 'readRange'>,
    private readonly traffic: Pick<TrafficReader, 'read'>,
  ) {}

  /**
   * @param range - Unix seconds
   * @throws the signal's reason when aborted
   */
  async read(
    slo: Slo,
    status: SourceStatus,
    range: { from: number; to: number },
    signal?: AbortSignal,
  ): Promise<RecordedHistory> {
    const stepSeconds = sliceSecondsOf(slo);
    const whole: SeriesRange = {
      from: Math.floor(range.from / stepSeconds) * stepSeconds,
      to: Math.floor(range.to / stepSeconds) * stepSeconds,
      stepSeconds,
    };
    const parts: SloSeries[] = [];
    let source = status;
    for (const part of partsOf(whole)) {
      // One after the other: a source that is in trouble is asked no further.
      const read = await this.series.readRange(slo, source, part, signal);
      parts.push(read);
      source = read.sources[0] ?? source;
    }
    const plain: ErrorHistory = {
      from: whole.from,
      sliceSeconds: stepSeconds,
      errorRatios: Float64Array.from(
        parts.flatMap(part => part.errorRatio.values),
        value => value ?? NaN,
      ),
    };
    const weighted = await this.weigh(slo, source, whole, plain, signal);
    const warnings = [
      ...parts.flatMap(part => part.warnings),
      ...weighted.warnings,
    ];
    return {
      history: weighted.history,
      missing: weighted.missing,
      warnings: warnings.filter(
        ({ message }, index) =>
          warnings.findIndex(other => other.message === message) === index,
      ),
      source,
    };
  }

  private async weigh(
    slo: Slo,
    source: SourceStatus,
    whole: SeriesRange,
    history: ErrorHistory,
    signal: AbortSignal | undefined,
  ): Promise<Pick<RecordedHistory, 'history' | 'missing' | 'warnings'>> {
    const rates: (number | null)[] = [];
    const warnings: SourceWarning[] = [];
    const wholeSeconds = whole.to - whole.from;
    for (const part of partsOf(whole)) {
      const read = await this.traffic.read(slo, source, part, {
        wholeSeconds,
        signal,
      });
      if (read.missing.length > 0) {
        return { history, missing: read.missing, warnings };
      }
      rates.push(...read.values);
      warnings.push(...read.warnings);
    }
    const weighted = withTraffic(history, rates);
    const isWeighted = weighted.history.events !== undefined;
    const hasRecord = Array.from(history.errorRatios).some(Number.isFinite);
    return {
      history: weighted.history,
      missing: isWeighted || !hasRecord ? [] : [tooLittle(weighted.knownShare)],
      warnings,
    };
  }
}

function tooLittle(knownShare: number): MissingInput {
  return {
    input: 'traffic',
    reason:
      knownShare === 0
        ? 'The traffic of the past is not kept.'
        : `The traffic is known for only ${percentInWords(
            knownShare,
            0,
          )} of the time.`,
  };
}

/** Slices are of the shortest recorded window, so that none overlaps another. */
export function sliceSecondsOf(slo: Pick<Slo, 'windows'>): number {
  const recorded = slo.windows
    .map(({ seconds }) => seconds)
    .filter(seconds => seconds >= shortestSliceSeconds);
  return recorded.length === 0 ? shortestSliceSeconds : Math.min(...recorded);
}

function partsOf({ from, to, stepSeconds }: SeriesRange): SeriesRange[] {
  const length = mostPointsAsked * stepSeconds;
  const parts: SeriesRange[] = [];
  for (let start = from; start <= to; start += length) {
    const end = Math.min(to, start + length - stepSeconds);
    parts.push({ from: start, to: end, stepSeconds });
  }
  return parts;
}
