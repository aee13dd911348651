/** Points a series has at most; Prometheus refuses more than 11,000. */
export const maxSeriesPoints = 1_000;

/** Steps a person can read off an axis, in seconds; also what caches align to. */
const stepLadder = [
  15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200,
  86_400,
];

/** A range whose ends are whole multiples of its step. */
export interface SeriesRange {
  /** Unix seconds of the first point. */
  from: number;
  /** Unix seconds of the last point. */
  to: number;
  stepSeconds: number;
}

/**
 * The range to ask for so that a series has at most
 * {@link maxSeriesPoints} points. Both ends are floored to the step, so that everybody
 * who looks at about the same range at about the same time asks the same
 * question, which one answer can serve.
 *
 * @param from - Unix seconds
 * @param to - Unix seconds, after `from`
 * @param maxPoints - 2 or more
 * @throws RangeError if the ends are not finite or not in order
 */
export function planSeriesRange(
  from: number,
  to: number,
  maxPoints: number = maxSeriesPoints,
): SeriesRange {
  if (!Number.isFinite(from) || !Number.isFinite(to) || from >= to) {
    throw new RangeError('A range must begin before it ends');
  }
  // Flooring the beginning can add one point to those between the ends.
  const needed = (to - from) / (maxPoints - 2);
  const largest = stepLadder[stepLadder.length - 1];
  const stepSeconds =
    stepLadder.find(step => step >= needed) ??
    Math.ceil(needed / largest) * largest;
  return {
    from: Math.floor(from / stepSeconds) * stepSeconds,
    to: Math.floor(to / stepSeconds) * stepSeconds,
    stepSeconds,
  };
}

/** The moments of a range, in Unix seconds, both ends included. */
export function seriesTimestamps(range: SeriesRange): number[] {
  const count = Math.floor((range.to - range.from) / range.stepSeconds) + 1;
  return Array.from(
    { length: count },
    (_, index) => range.from + index * range.stepSeconds,
  );
}

/**
 * The recorded window to draw at a step: the shortest that reaches back to the
 * point before, so that no failure between two points is lost; the longest
 * if none does.
 *
 * @param windows - recorded windows, without the period itself
 * @returns `undefined` if nothing is recorded
 */
export function windowForStep<W extends { seconds: number }>(
  windows: readonly W[],
  stepSeconds: number,
): W | undefined {
  const ascending = [...windows].sort((a, b) => a.seconds - b.seconds);
  return (
    ascending.find(({ seconds }) => seconds >= stepSeconds) ?? ascending.at(-1)
  );
}

/** The share of values that are there, from 0 to 1; 0 for none at all. */
export function coverageOf(values: readonly (number | null)[]): number {
  return values.length === 0
    ? 0
    : values.filter(value => value !== null).length / values.length;
}
