import { median, robustSpread } from './levels';

/** Where a series steps from one level up to another. */
export interface ChangePoint {
  /** Index of the first value at the new level. */
  index: number;
  /** Indices that explain the values nearly as well, this one included. */
  lowest: number;
  highest: number;
  /** Medians of the values before and since. */
  before: number;
  since: number;
}

/** The split and the levels settle after a few rounds; more would find no better one. */
const mostRounds = 8;

/**
 * How much less likely than the best split one may be that still belongs to
 * the confidence set, as a logarithm: -ln(0.05).
 */
const logLikelihoodMargin = 3;

/** Below this spread, 5 % of the level, values are taken for equally noisy. */
const leastSpread = 0.05;

function splitAt(levels: readonly number[], index: number) {
  return {
    before: median(levels.slice(0, index)),
    since: median(levels.slice(index)),
  };
}

/**
 * For each index the log-likelihood ratio of a step there against no step:
 * `(m1 - m0) / s² x sum of (y - (m0 + m1) / 2)` from the index on.
 */
function likelihoods(
  levels: readonly number[],
  { before, since }: { before: number; since: number },
  variance: number,
): number[] {
  const middle = (before + since) / 2;
  const ratios = new Array<number>(levels.length);
  let sum = 0;
  for (let index = levels.length - 1; index >= 0; index--) {
    sum += levels[index] - middle;
    ratios[index] = ((since - before) / variance) * sum;
  }
  return ratios;
}

function indexOfLargest(numbers: readonly number[]): number {
  return numbers.reduce(
    (best, number, index) => (number > numbers[best] ? index : best),
    0,
  );
}

/**
 * The maximum-likelihood change point between two levels that are not known
 * (D. V. Hinkley, Inference about the change-point in a sequence of random
 * variables, Biometrika 57, 1970), by turns with the levels, which are medians
 * so that outliers do not move them. Which other splits are as good follows
 * from the likelihood ratio (D. Siegmund, Confidence sets in change-point
 * problems, International Statistical Review 56, 1988).
 *
 * @param levels - logarithms
 * @param start - a first guess of the index, at least 1
 * @param dependentValues - how many neighbours share their data, e.g. 20 for
 *   a 5m window every 15 s: so many say no more than one
 */
export function changePointNear(
  levels: readonly number[],
  start: number,
  dependentValues: number,
): ChangePoint {
  let index = start;
  let split = splitAt(levels, index);
  for (let round = 0; round < mostRounds; round++) {
    const next = Math.max(1, indexOfLargest(likelihoods(levels, split, 1)));
    if (next === index) {
      break;
    }
    index = next;
    split = splitAt(levels, index);
  }
  const residuals = levels.map((level, position) =>
    position < index ? level - split.before : level - split.since,
  );
  const spread = Math.max(leastSpread, robustSpread(residuals, 0));
  const ratios = likelihoods(levels, split, spread ** 2 * dependentValues);
  const isAsGood = (position: number) =>
    ratios[position] >= ratios[index] - logLikelihoodMargin;
  let [lowest, highest] = [index, index];
  while (lowest > 1 && isAsGood(lowest - 1)) {
    lowest -= 1;
  }
  while (highest < levels.length - 1 && isAsGood(highest + 1)) {
    highest += 1;
  }
  return { index, lowest, highest, ...split };
}
