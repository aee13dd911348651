import {
  coverageOf,
  maxSeriesPoints,
  parseSloId,
  planSeriesRange,
  SeriesRange,
  seriesTimestamps,
  Slo,
  SloSeries,
  windowForStep,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { isUpstreamError } from '@goreliable/upstream';
import { chartQuery, remainingMetric } from '../discovery/slothQueries';
import { SeriesScope } from '../discovery/selectors';
import { Clock, MetricsSource, RangeSample } from '../ports';
import {
  Chunk,
  chunkPoints,
  chunksOf,
  cutOut,
  rangeOfChunks,
  runsOf,
} from './chunks';
import { SharedFetches } from './SharedFetches';

/** A source with what its series are selected by. */
export interface ScopedSource {
  source: MetricsSource;
  scope: SeriesScope;
}

/**
 * Older than this the past does not change any more: rules have been
 * evaluated, remote stores have received what was sent to them.
 */
const settledAfterMs = 10 * 60_000;
/** For how long the present is taken for the present. */
const presentForMs = 10_000;
/** Even the past is asked for again now and then, for it can be back-filled. */
const pastForMs = 3_600_000;
/** About 2 kB each. */
const mostChunks = 5_000;

/** Whole chunks are fetched: one more of them at either end must fit. */
export const mostPointsAsked = maxSeriesPoints - 2 * chunkPoints;

interface CachedChunk {
  chunk: Chunk;
  untilMs: number;
}

interface Question {
  slo: Slo;
  window: string | undefined;
  scoped: ScopedSource;
}

/**
 * Reads the recorded series of an SLO over a range.
 *
 * Time is cut into aligned chunks that are kept in memory, so that the past is asked
 * for once however many people look at it, in whatever ranges.
 */
export class SeriesReader {
  private readonly cache = new Map<string, CachedChunk>();
  private readonly fetches = new SharedFetches<{
    chunks: Map<number, Chunk>;
    warnings: string[];
  }>();

  constructor(
    private readonly sources: ReadonlyMap<string, ScopedSource>,
    private readonly now: Clock,
  ) {}

  /**
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
    return await this.readRange(slo, status, range, signal);
  }

  /**
   * The same for a range that is planned already.
   *
   * @param range - of at most {@link mostPointsAsked} points
   */
  async readRange(
    slo: Slo,
    status: SourceStatus,
    range: SeriesRange,
    signal?: AbortSignal,
  ): Promise<SloSeries> {
    const window = windowForStep(
      slo.windows.filter(({ seconds }) => seconds < slo.periodDays * 86_400),
      range.stepSeconds,
    )?.window;
    const scoped = this.sources.get(slo.source);
    const answer =
      scoped && status.state !== 'unreachable'
        ? await this.readChunks({ slo, window, scoped }, range, signal)
        : { chunks: this.cached(slo, window, range), warnings: [] };
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
      sources: [
        answer.error === undefined
          ? status
          : { ...status, state: 'unreachable', error: answer.error },
      ],
    };
  }

  private async readChunks(
    question: Question,
    range: SeriesRange,
    signal: AbortSignal | undefined,
  ): Promise<{
    chunks: Map<number, Chunk>;
    warnings: string[];
    error?: string;
  }> {
    const { slo, window } = question;
    const chunks = this.cached(slo, window, range, this.now());
    const { first, last } = chunksOf(range);
    const missing = Array.from(
      { length: last - first + 1 },
      (_, index) => first + index,
    ).filter(number => !chunks.has(number));
    try {
      const answers = await Promise.all(
        runsOf(missing).map(run =>
          this.fetches.fetch(
            `${slo.id} ${window} ${range.stepSeconds} ${run.first} ${run.last}`,
            shared => this.fetchRun(question, run, range.stepSeconds, shared),
            signal,
          ),
        ),
      );
      return {
        chunks: new Map([
          ...chunks,
          ...answers.flatMap(answer => [...answer.chunks]),
        ]),
        warnings: [...new Set(answers.flatMap(answer => answer.warnings))],
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (!isUpstreamError(error)) {
        throw error;
      }
      return {
        // Older than it should be is better than nothing, and is labelled so.
        chunks: this.cached(slo, window, range),
        warnings: [],
        error: error.message,
      };
    }
  }

  private async fetchRun(
    { slo, window, scoped }: Question,
    run: { first: number; last: number },
    stepSeconds: number,
    signal: AbortSignal,
  ) {
    const now = this.now();
    const whole = rangeOfChunks(run.first, run.last, stepSeconds);
    const present = Math.floor(now / 1000 / stepSeconds) * stepSeconds;
    const { samples, warnings } = await scoped.source.queryRange({
      operation: `read the series of ${slo.service} ${slo.name}`,
      promql: chartQuery(scoped.scope, parseSloId(slo.id)!, window),
      range: {
        ...whole,
        // What lies ahead is empty; but a range must not end before it begins.
        to: Math.max(whole.from, Math.min(whole.to, present)),
      },
      signal,
    });
    const isComplete = warnings.length === 0;
    const budgets = valuesByTime(samples, name => name === remainingMetric);
    const ratios = valuesByTime(samples, name => name !== remainingMetric);
    const chunks = new Map<number, Chunk>();
    for (let number = run.first; number <= run.last; number++) {
      const times = seriesTimestamps(
        rangeOfChunks(number, number, stepSeconds),
      );
      const chunk: Chunk = {
        errorRatio: times.map(at => ratios.get(at) ?? null),
        budgetRemaining: times.map(at => budgets.get(at) ?? null),
      };
      chunks.set(number, chunk);
      const isSettled = times.at(-1)! * 1000 < now - settledAfterMs;
      this.keep(chunkKey(slo, window, stepSeconds, number), {
        chunk,
        untilMs: now + (isSettled && isComplete ? pastForMs : presentForMs),
      });
    }
    return { chunks, warnings };
  }

  /** @param now - leaves out what should be asked for again by then */
  private cached(
    slo: Slo,
    window: string | undefined,
    range: SeriesRange,
    now: number = -Infinity,
  ): Map<number, Chunk> {
    const { first, last } = chunksOf(range);
    const chunks = new Map<number, Chunk>();
    for (let number = first; number <= last; number++) {
      const key = chunkKey(slo, window, range.stepSeconds, number);
      const known = this.cache.get(key);
      if (known && now < known.untilMs) {
        this.keep(key, known);
        chunks.set(number, known.chunk);
      }
    }
    return chunks;
  }

  /** The last used ones are at the end, so the first is the one to drop. */
  private keep(key: string, chunk: CachedChunk) {
    this.cache.delete(key);
    this.cache.set(key, chunk);
    if (this.cache.size > mostChunks) {
      const [oldest] = this.cache.keys();
      this.cache.delete(oldest);
    }
  }
}

function chunkKey(
  slo: Slo,
  window: string | undefined,
  stepSeconds: number,
  number: number,
): string {
  return `${slo.id} ${window} ${stepSeconds} ${number}`;
}

/** Only finite values: no traffic and nonsense are gaps, not zeros. */
function valuesByTime(
  samples: readonly RangeSample[],
  isWanted: (name: string) => boolean,
): Map<number, number> {
  return new Map(
    samples
      .filter(({ labels }) => isWanted(labels.__name__ ?? ''))
      .flatMap(({ points }) =>
        points.filter(([, value]) => Number.isFinite(value)),
      ),
  );
}
