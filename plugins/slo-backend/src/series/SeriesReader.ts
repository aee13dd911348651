import {
  coverageOf,
  maxSeriesPoints,
  planSeriesRange,
  SeriesRange,
  seriesTimestamps,
  Slo,
  SloSeries,
  windowForStep,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { isUpstreamError } from '@goreliable/upstream';
import { Clock } from '../ports';
import { KeptChunk } from './ChunkCache';
import { ChunkQuestion, ChunkReader, ScopedSource } from './ChunkReader';
import { Chunk, chunkPoints, chunksOf, cutOut } from './chunks';
import { chartPatience, Patience, within } from './patience';

export type { ScopedSource } from './ChunkReader';

/** A page that nobody tells of changes shows what is as old as this, and is not warned. */
const goodEnoughMs = 60_000;

/** Whole chunks are fetched: one more of them at either end must fit. */
export const mostPointsAsked = maxSeriesPoints - 2 * chunkPoints;

interface Answer {
  chunks: ReadonlyMap<number, Chunk>;
  warnings: string[];
  /** What there is to say of the source, other than what was known before. */
  status?: Partial<SourceStatus>;
}

/**
 * Reads the recorded series of an SLO over a range.
 *
 * Time is cut into aligned chunks that are kept in memory, so that the past is asked
 * for once however many people look at it, in whatever ranges.
 */
export class SeriesReader {
  private readonly chunks: ChunkReader;

  constructor(
    private readonly sources: ReadonlyMap<string, ScopedSource>,
    private readonly now: Clock,
    private readonly patience: Patience = chartPatience,
  ) {
    this.chunks = new ChunkReader(now);
  }

  /**
   * For somebody who looks: one who has waited for long enough is shown what
   * is kept, while the source is asked on.
   *
   * @param status - what is known of the SLO's source. One that is down is
   *   not asked: what is in memory is given out at once, with gaps.
   * @param from - Unix seconds
   * @param to - Unix seconds, after `from`
   * @throws RangeError if the range is empty, the signal's reason when aborted
   */
  async read(
    slo: Slo,
    status: SourceStatus,
    { from, to }: { from: number; to: number },
    signal?: AbortSignal,
  ): Promise<SloSeries> {
    const range = planSeriesRange(from, to, mostPointsAsked);
    return await this.readWith(this.patience, slo, status, range, signal);
  }

  /**
   * The same for a range that is planned already, and for a computation, which
   * is no good with gaps: it waits for as long as the source may take.
   *
   * @param range - of at most {@link mostPointsAsked} points
   */
  async readRange(
    slo: Slo,
    status: SourceStatus,
    range: SeriesRange,
    signal?: AbortSignal,
  ): Promise<SloSeries> {
    return await this.readWith(undefined, slo, status, range, signal);
  }

  private async readWith(
    patience: Patience | undefined,
    slo: Slo,
    status: SourceStatus,
    range: SeriesRange,
    signal: AbortSignal | undefined,
  ): Promise<SloSeries> {
    const window = windowForStep(
      slo.windows.filter(({ seconds }) => seconds < slo.periodDays * 86_400),
      range.stepSeconds,
    )?.window;
    const scoped = this.sources.get(slo.source);
    const answer: Answer =
      scoped && status.state !== 'unreachable'
        ? await this.ask({ slo, window, scoped, range }, patience, signal)
        : {
            chunks: chunksIn(this.chunks.kept({ slo, window, range })),
            warnings: [],
          };
    const errorRatio = cutOut(range, answer.chunks, 'errorRatio');
    return {
      id: slo.id,
      stepSeconds: range.stepSeconds,
      timestamps: seriesTimestamps(range),
      errorRatio: { ...(window && { window }), values: errorRatio },
      budgetRemaining: cutOut(range, answer.chunks, 'budgetRemaining'),
      coverage: coverageOf(errorRatio),
      warnings: answer.warnings.map(message => ({
        source: slo.source,
        message,
      })),
      sources: [{ ...status, ...answer.status }],
    };
  }

  private async ask(
    question: ChunkQuestion,
    patience: Patience | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { range, slo } = question;
    const now = this.now();
    const kept = this.chunks.kept(question);
    const current = new Map(
      [...kept].filter(([, { untilMs }]) => now < untilMs),
    );
    const missing = numbersOf(range).filter(number => !current.has(number));
    // Older than it should be is better than nothing, and is labelled so.
    const whatIsKept = () => {
      const all = this.chunks.kept(question);
      return { chunks: chunksIn(all), warnings: warningsIn(all) };
    };
    const asked = this.chunks.read(question, missing, signal);
    try {
      const answers = patience
        ? await within(asked, this.waitMs(question, kept, patience))
        : await asked;
      if (!answers) {
        // It is asked on: whoever looks next is shown what comes.
        asked.catch(() => {});
        return {
          ...whatIsKept(),
          status: lateStatus(slo.source, kept, missing, now),
        };
      }
      return {
        chunks: new Map([
          ...chunksIn(current),
          ...answers.flatMap(answer => [...answer.chunks]),
        ]),
        warnings: [
          ...new Set([
            ...warningsIn(current),
            ...answers.flatMap(answer => answer.warnings),
          ]),
        ],
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (!isUpstreamError(error)) {
        throw error;
      }
      return {
        ...whatIsKept(),
        status: { state: 'unreachable', error: error.message },
      };
    }
  }

  private waitMs(
    { slo, range }: ChunkQuestion,
    kept: ReadonlyMap<number, KeptChunk>,
    { shortMs, longMs }: Patience,
  ): number {
    const { last } = chunksOf(range);
    // What has come since somebody looked last may lack.
    const isKept = numbersOf(range).every(
      number => kept.has(number) || (number === last && kept.has(last - 1)),
    );
    const oldestAtMs = this.chunks.oldestOpenAtMs(slo.source) ?? Infinity;
    return isKept || this.now() - oldestAtMs >= longMs ? shortMs : longMs;
  }
}

function numbersOf(range: SeriesRange): number[] {
  const { first, last } = chunksOf(range);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function warningsIn(kept: ReadonlyMap<number, KeptChunk>): string[] {
  return [...new Set([...kept.values()].flatMap(each => each.warnings))];
}

function chunksIn(kept: ReadonlyMap<number, KeptChunk>): Map<number, Chunk> {
  return new Map([...kept].map(([number, { chunk }]) => [number, chunk]));
}

/** Of a source that has not answered yet: how old what is shown in its place is. */
function lateStatus(
  source: string,
  kept: ReadonlyMap<number, KeptChunk>,
  missing: readonly number[],
  now: number,
): Partial<SourceStatus> {
  const error = `${source} has not answered yet and is still being asked; what is kept is shown`;
  const fetchedAtMs = missing.flatMap(
    number => kept.get(number)?.fetchedAtMs ?? [],
  );
  if (fetchedAtMs.length === 0) {
    return { state: 'unreachable', error };
  }
  const asOfMs = Math.min(...fetchedAtMs);
  return {
    state: now - asOfMs <= goodEnoughMs ? 'fresh' : 'stale',
    asOf: new Date(asOfMs).toISOString(),
    error,
  };
}
