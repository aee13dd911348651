import { quantile, Sample } from './levels';

/** How many windows a rise to half its height has to take to be called gradual. */
const gradualWindows = 2;

/** A burn from its first raised value on. */
export interface Rise {
  /** When the last usual value was, in Unix seconds. */
  quietAt: number;
  /** Up to half the height, at least one. */
  toHalf: readonly Sample[];
  before: number;
  height: number;
  shape: 'sudden' | 'gradual';
}

/**
 * @param samples - ends within the burn
 * @param first - index of the first raised value, at least 1
 * @param before - the usual value
 */
export function riseOf(
  samples: readonly Sample[],
  first: number,
  before: number,
  windowSeconds: number,
): Rise {
  const raised = samples.slice(first);
  const height =
    quantile(
      raised.map(([, value]) => value),
      0.9,
    ) - before;
  const half = raised.findIndex(([, value]) => value >= before + height / 2);
  const toHalf = raised.slice(0, half + 1);
  const seconds = raised[Math.max(0, half)][0] - raised[0][0];
  return {
    ...{ toHalf, before, height },
    quietAt: samples[first - 1][0],
    shape: seconds >= gradualWindows * windowSeconds ? 'gradual' : 'sudden',
  };
}

/** Where a straight line through the samples has a value; `undefined` if it falls. */
function timeOfValue(
  samples: readonly Sample[],
  value: number,
): number | undefined {
  const mean = (part: 0 | 1) =>
    samples.reduce((sum, sample) => sum + sample[part], 0) / samples.length;
  const [meanAt, meanValue] = [mean(0), mean(1)];
  let [covariance, variance] = [0, 0];
  for (const [at, own] of samples) {
    covariance += (at - meanAt) * (own - meanValue);
    variance += (at - meanAt) ** 2;
  }
  const slope = covariance / variance;
  return slope > 0 ? meanAt - (meanValue - value) / slope : undefined;
}

/** What part of the window a sudden rise has filled at its first raised value. */
function filledPart({ toHalf, before, height }: Rise): number {
  const [, value] = toHalf[0];
  return Math.min(1, Math.max(0, (value - before) / height));
}

/**
 * How many seconds before its first raised value a rise began, at best.
 *
 * A sudden one fills the window from then on: a value at a tenth of the
 * height says that a tenth of the window has been bad. One that jumps over half of
 * the height fills it with a rush of requests instead, and began after the
 * last usual value. A slow one is a line, which a rolling mean shows half a
 * window late. After a gap longer than the window nothing of the sort is
 * known, and the middle of it is the best there is.
 */
export function secondsSinceBegin(rise: Rise, windowSeconds: number): number {
  const { quietAt, toHalf, before, shape } = rise;
  const [at] = toHalf[0];
  if (at - quietAt > windowSeconds) {
    return (at - quietAt) / 2;
  }
  const begin = shape === 'gradual' ? timeOfValue(toHalf, before) : undefined;
  if (begin !== undefined) {
    return Math.max(0, at - begin + windowSeconds / 2);
  }
  const filled = filledPart(rise);
  return filled > 0.5
    ? Math.min(filled * windowSeconds, at - quietAt)
    : filled * windowSeconds;
}

/** In 2 of 100 cases a first failure is waited for four times as long as it takes on average. */
const longestWait = 4;

/**
 * How many seconds before its first raised value a rise may have begun. A value that is
 * hardly raised may be a single failure, which tells little; one near the full height tells the time.
 */
export function longestSinceBegin(rise: Rise, windowSeconds: number): number {
  const unsure = rise.shape === 'gradual' ? 1 : 1 - filledPart(rise);
  return (
    secondsSinceBegin(rise, windowSeconds) * (1 + (longestWait - 1) * unsure)
  );
}
