import {
  ErrorHistory,
  SeriesRange,
  Slo,
  SloSeries,
  SourceWarning,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { mostPointsAsked, SeriesReader } from '../series/SeriesReader';

/** Sloth evaluates alerts by windows of this length and more. */
const shortestSliceSeconds = 300;

/** What was recorded of an SLO's error ratio, slice by slice. */
export interface RecordedHistory {
  history: ErrorHistory;
  warnings: SourceWarning[];
  source: SourceStatus;
}

/**
 * Reads the past of an SLO in slices of its shortest window, in parts that
 * each have as many points as a chart, from the cache that charts fill too.
 */
export class HistoryReader {
  constructor(private readonly series: Pick<SeriesReader, 'readRange'>) {}

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
    const warnings = parts.flatMap(part => part.warnings);
    return {
      history: {
        from: whole.from,
        sliceSeconds: stepSeconds,
        errorRatios: Float64Array.from(
          parts.flatMap(part => part.errorRatio.values),
          value => value ?? NaN,
        ),
      },
      warnings: warnings.filter(
        ({ message }, index) =>
          warnings.findIndex(other => other.message === message) === index,
      ),
      source,
    };
  }
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
