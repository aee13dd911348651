import { SeriesRange, seriesTimestamps } from '@goreliable/plugin-slo-common';
import { isUpstreamError } from '@goreliable/upstream';
import { Clock, MetricsSource } from '../ports';
import { chunkPoints, chunksOf, rangeOfChunks, runsOf } from './chunks';
import { SharedFetches } from './SharedFetches';

/** Older than this the past does not change any more. */
const settledAfterMs = 10 * 60_000;
/** For how long the present is taken for the present. */
const presentForMs = 30_000;
/** Raw series are dear to read again, and are not back-filled. */
const pastForMs = 24 * 3_600_000;
/** About half a kB each. */
const mostChunks = 5_000;

type Values = readonly (number | null)[];

interface Kept {
  values: Values;
  /** What the source said of the answer: whoever is shown the values is told. */
  warnings: readonly string[];
  untilMs: number;
}

/** An expression that gives one series, over a range of at most `mostPointsAsked` points. */
export interface RangeQuestion {
  source: Pick<MetricsSource, 'name' | 'queryRange'>;
  /** Ends the sentence "could not …" in errors. */
  operation: string;
  promql: string;
  range: SeriesRange;
}

/** What an expression was over a range. */
export interface RangeValues {
  /** One per step; `null` where there is nothing. */
  values: (number | null)[];
  warnings: string[];
  /** Why not all of it could be read. */
  error?: string;
}

/**
 * Reads what is not recorded, by an expression on raw series: in aligned chunks
 * that are kept, so that the past is asked for once, however many look at it.
 */
export class ExpressionReader {
  private readonly kept = new Map<string, Kept>();
  private readonly fetches = new SharedFetches<{
    chunks: Map<number, Values>;
    warnings: string[];
  }>();

  constructor(private readonly now: Clock) {}

  /** @throws the signal's reason when aborted */
  async read(
    question: RangeQuestion,
    signal?: AbortSignal,
  ): Promise<RangeValues> {
    const { range } = question;
    const kept = this.find(question);
    const known = new Map(
      [...kept].map(([number, { values }]) => [number, values] as const),
    );
    const knownWarnings = [...kept.values()].flatMap(
      ({ warnings }) => warnings,
    );
    const { first, last } = chunksOf(range);
    const missing = Array.from(
      { length: last - first + 1 },
      (_, index) => first + index,
    ).filter(number => !known.has(number));
    try {
      const answers = await Promise.all(
        runsOf(missing).map(run =>
          this.fetches.fetch(
            `${keyOf(question, run.first)} ${run.last}`,
            shared => this.fetchRun(question, run, shared),
            signal,
          ),
        ),
      );
      const chunks = new Map([
        ...known,
        ...answers.flatMap(answer => [...answer.chunks]),
      ]);
      return {
        values: cutOut(range, chunks),
        warnings: [
          ...new Set([
            ...knownWarnings,
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
        values: cutOut(range, known),
        warnings: [...new Set(knownWarnings)],
        error: error.message,
      };
    }
  }

  private async fetchRun(
    question: RangeQuestion,
    run: { first: number; last: number },
    signal: AbortSignal,
  ) {
    const { source, operation, promql, range } = question;
    const { stepSeconds } = range;
    const now = this.now();
    const whole = rangeOfChunks(run.first, run.last, stepSeconds);
    const present = Math.floor(now / 1000 / stepSeconds) * stepSeconds;
    const { samples, warnings } = await source.queryRange({
      operation,
      promql,
      range: {
        ...whole,
        // What lies ahead is empty; but a range must not end before it begins.
        to: Math.max(whole.from, Math.min(whole.to, present)),
      },
      signal,
    });
    const byTime = new Map(
      samples
        .flatMap(({ points }) => points)
        .filter(([, value]) => Number.isFinite(value)),
    );
    const chunks = new Map<number, Values>();
    for (let number = run.first; number <= run.last; number++) {
      const times = seriesTimestamps(
        rangeOfChunks(number, number, stepSeconds),
      );
      const values = times.map(at => byTime.get(at) ?? null);
      chunks.set(number, values);
      const isPast =
        times.at(-1)! * 1000 < now - settledAfterMs && warnings.length === 0;
      this.keep(keyOf(question, number), {
        values,
        warnings,
        untilMs: now + (isPast ? pastForMs : presentForMs),
      });
    }
    return { chunks, warnings };
  }

  private find(question: RangeQuestion): Map<number, Kept> {
    const { first, last } = chunksOf(question.range);
    const found = new Map<number, Kept>();
    for (let number = first; number <= last; number++) {
      const key = keyOf(question, number);
      const known = this.kept.get(key);
      if (known && this.now() < known.untilMs) {
        this.keep(key, known);
        found.set(number, known);
      }
    }
    return found;
  }

  private keep(key: string, chunk: Kept) {
    this.kept.delete(key);
    this.kept.set(key, chunk);
    if (this.kept.size > mostChunks) {
      // The last used ones are at the end, so the first is the one to drop.
      const [oldest] = this.kept.keys();
      this.kept.delete(oldest);
    }
  }
}

function keyOf({ source, promql, range }: RangeQuestion, number: number) {
  return `${source.name} ${range.stepSeconds} ${number} ${promql}`;
}

function cutOut(range: SeriesRange, chunks: ReadonlyMap<number, Values>) {
  return seriesTimestamps(range).map(at => {
    const position = at / range.stepSeconds;
    const chunk = chunks.get(Math.floor(position / chunkPoints));
    return chunk?.[position % chunkPoints] ?? null;
  });
}
