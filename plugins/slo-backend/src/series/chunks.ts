import { SeriesRange } from '@goreliable/plugin-slo-common';

/** Points of a chunk; chunks are aligned, so that all ranges share them. */
export const chunkPoints = 50;

/** Values of one chunk: one per step, `null` where nothing is recorded. */
export interface Chunk {
  errorRatio: (number | null)[];
  budgetRemaining: (number | null)[];
}

/** Numbers of the first and last chunk that a range touches. */
export function chunksOf(range: SeriesRange): { first: number; last: number } {
  const length = range.stepSeconds * chunkPoints;
  return {
    first: Math.floor(range.from / length),
    last: Math.floor(range.to / length),
  };
}

/** The moments of a run of chunks, both ends included. */
export function rangeOfChunks(
  first: number,
  last: number,
  stepSeconds: number,
): SeriesRange {
  const length = stepSeconds * chunkPoints;
  return {
    from: first * length,
    to: (last + 1) * length - stepSeconds,
    stepSeconds,
  };
}

/** Numbers as runs of neighbours: 1, 2, 5 gives 1 to 2 and 5 to 5. */
export function runsOf(
  numbers: readonly number[],
): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && number === run.last + 1) {
      run.last = number;
    } else {
      runs.push({ first: number, last: number });
    }
  }
  return runs;
}

/** The part of a range that the given chunks hold, one value per step. */
export function cutOut(
  range: SeriesRange,
  chunks: ReadonlyMap<number, Chunk>,
  series: keyof Chunk,
): (number | null)[] {
  const { from, to, stepSeconds } = range;
  const values: (number | null)[] = [];
  for (let at = from; at <= to; at += stepSeconds) {
    const position = at / stepSeconds;
    const chunk = chunks.get(Math.floor(position / chunkPoints));
    values.push(chunk?.[series][position % chunkPoints] ?? null);
  }
  return values;
}
