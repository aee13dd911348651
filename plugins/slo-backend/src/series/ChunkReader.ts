import {
  parseSloId,
  SeriesRange,
  seriesTimestamps,
  Slo,
} from '@goreliable/plugin-slo-common';
import { chartQuery } from '../discovery/queries';
import { remainingMetric } from '../discovery/slothQueries';
import { SeriesScope } from '../discovery/selectors';
import { Clock, MetricsSource, RangeSample } from '../ports';
import { ChunkCache, KeptChunk } from './ChunkCache';
import { Chunk, rangeOfChunks, runsOf } from './chunks';
import { OpenQuestions } from './patience';
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

/** What is asked for of one SLO. */
export interface ChunkQuestion {
  slo: Slo;
  window: string | undefined;
  scoped: ScopedSource;
  range: SeriesRange;
}

/** Chunks that have just been read, and what the source has said of them. */
export interface ReadChunks {
  chunks: Map<number, Chunk>;
  warnings: string[];
}

/**
 * Reads recorded series in aligned chunks of time, and keeps these in memory.
 * Whoever asks for the same at the same time shares one question.
 */
export class ChunkReader {
  private readonly cache = new ChunkCache();
  private readonly open = new OpenQuestions();
  private readonly fetches = new SharedFetches<ReadChunks>();

  constructor(private readonly now: Clock) {}

  /** What is kept of a range, of whatever age. */
  kept({
    slo,
    window,
    range,
  }: Omit<ChunkQuestion, 'scoped'>): ReadonlyMap<number, KeptChunk> {
    return this.cache.find({ id: slo.id, window }, range);
  }

  /** When the question began that a source has been owing an answer to for longest; milliseconds since the epoch. */
  oldestOpenAtMs(source: string): number | undefined {
    return this.open.oldestAtMs(source);
  }

  /** @throws UpstreamError if the source does not answer, the signal's reason when aborted */
  async read(
    question: ChunkQuestion,
    missing: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<ReadChunks[]> {
    const { slo, window, range } = question;
    return await Promise.all(
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

  private async fetchRun(
    { slo, window, scoped, range: { stepSeconds } }: ChunkQuestion,
    run: { first: number; last: number },
    signal: AbortSignal,
  ): Promise<ReadChunks> {
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
        warnings,
        fetchedAtMs: now,
        untilMs: now + (isSettled && isComplete ? pastForMs : presentForMs),
      });
    }
    return { chunks, warnings };
  }
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
