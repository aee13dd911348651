import { BurnSeries } from './types';

/** A value that is there, as the logarithm of its level. */
export interface LevelSample {
  /** Unix seconds. */
  at: number;
  level: number;
}

/** The value below which a share of the numbers lies; 0.5 is the median. NaN for none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  if (sorted.length === 0) {
    return NaN;
  }
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.ceil(position);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** The middle of the numbers; NaN for none. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/**
 * The spread of numbers around a centre, as a standard deviation that single
 * outliers do not move: 1.4826 x the median of the distances (Hampel 1974).
 */
export function robustSpread(
  numbers: readonly number[],
  centre: number,
): number {
  return numbers.length === 0
    ? 0
    : 1.4826 * median(numbers.map(number => Math.abs(number - centre)));
}

/** A finite value at its time. */
export type Sample = [at: number, value: number];

/** The values that are there, none of them negative. */
export function presentSamples(series: BurnSeries): Sample[] {
  return series.timestamps.flatMap((at, index): Sample[] => {
    const value = series.values[index];
    return typeof value === 'number' && Number.isFinite(value)
      ? [[at, Math.max(0, value)]]
      : [];
  });
}

/**
 * The running median of three neighbours (Tukey 1977): a single value that
 * sticks out is gone, an edge stays where it is. Across a gap there are no neighbours.
 */
export function withoutSpikes(
  samples: readonly Sample[],
  stepSeconds: number,
): Sample[] {
  const areNeighbours = (a: Sample | undefined, b: Sample | undefined) =>
    a !== undefined && b !== undefined && b[0] - a[0] <= 1.5 * stepSeconds;
  return samples.map((sample, index): Sample => {
    const [before, after] = [samples[index - 1], samples[index + 1]];
    return areNeighbours(before, sample) && areNeighbours(sample, after)
      ? [sample[0], median([before[1], sample[1], after[1]])]
      : sample;
  });
}
