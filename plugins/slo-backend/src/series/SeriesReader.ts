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
import { chartQuery } from '../discovery/queries';
import { remainingMetric } from '../discovery/slothQueries';
import { SeriesScope } from '../discovery/selectors';
import { Clock, MetricsSource, RangeSample } from '../ports';
import { ChunkCache, KeptChunk } from './ChunkCache';
import {
  Chunk,
  chunkPoints,
  chunksOf,
  cutOut,
  rangeOfChunks,
  runsOf,
} from './chunks';
import { chartPatience, OpenQuestions, Patience, within } from './patience';
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

/** A page that nobody tells of changes shows what is as old as this, and is not warned. */
const goodEnoughMs = 60_000;

/** Whole chunks are fetched: one more of them at either end must fit. */
export const mostPointsAsked = maxSeriesPoints - 2 * chunkPoints;

interface Question {
  slo: Slo;
  window: string | undefined;
  scoped: ScopedSource;
  range: SeriesRange;
}

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
  private readonly cache = new ChunkCache();
  private readonly open = new OpenQuestions();
  private readonly fetches = new SharedFetches<{
    chunks: Map<number, Chunk>;
    warnings: string[];
  }>();

  constructor(
    private readonly sources: ReadonlyMap<string, ScopedSource>,
    private readonly now: Clock,
    private readonly patience: Patience = chartPatience,
  ) {}

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
            chunks: chunksIn(this.cache.find({ id: slo.id, window }, range)),
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
    question: Question,
    patience: Patience | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { range, slo } = question;
    const owner = { id: slo.id, window: question.window };
    const now = this.now();
    const kept = this.cache.find(owner, range);
    const current = new Map(
      [...kept].filter(([, { untilMs }]) => now < untilMs),
    );
    const missing = numbersOf(range).filter(number => !current.has(number));
    // Older than it should be is better than nothing, and is labelled so.
    const whatIsKept = () => chunksIn(this.cache.find(owner, range));
    const asked = this.fetch(question, missing, signal);
    try {
      const answers = patience
        ? await within(asked, this.waitMs(question, kept, patience))
        : await asked;
      if (!answers) {
        // It is asked on: whoever looks next is shown what comes.
        asked.catch(() => {});
        return {
          chunks: whatIsKept(),
          warnings: [],
          status: lateStatus(slo.source, kept, missing, now),
        };
      }
      return {
        chunks: new Map([
          ...chunksIn(current),
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
        chunks: whatIsKept(),
        warnings: [],
        status: { state: 'unreachable', error: error.message },
      };
    }
  }

  private fetch(
    question: Question,
    missing: readonly number[],
    signal: AbortSignal | undefined,
  ) {
    const { slo, window, range } = question;
    return Promise.all(
      runsOf(missing).map(run =>
        this.fetches.fetch(
          `${slo.id} ${window} ${range.stepSeconds} ${run.first} ${run.last}`,
          shared =>
            this.open.during(slo.source, this.now(), () =>
              this.fetchRun(question, run, shared),
            ),
          signal,
        ),
      ),
    );
  }

  private waitMs(
    { slo, range }: Question,
    kept: ReadonlyMap<number, KeptChunk>,
    { shortMs, longMs }: Patience,
  ): number {
    const { last } = chunksOf(range);
    // What has come since somebody looked last may lack.
    const isKept = numbersOf(range).every(
      number => kept.has(number) || (number === last && kept.has(last - 1)),
    );
    const oldestAtMs = this.open.oldestAtMs(slo.source) ?? Infinity;
    return isKept || this.now() - oldestAtMs >= longMs ? shortMs : longMs;
  }

  private async fetchRun(
    { slo, window, scoped, range: { stepSeconds } }: Question,
    run: { first: number; last: number },
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
      this.cache.keep({ id: slo.id, window }, stepSeconds, number, {
        chunk,
        fetchedAtMs: now,
        untilMs: now + (isSettled && isComplete ? pastForMs : presentForMs),
      });
    }
    return { chunks, warnings };
  }
}

function numbersOf(range: SeriesRange): number[] {
  const { first, last } = chunksOf(range);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
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
