import type { ChartSeries, ChartUnit } from './types';

/** More lines than this cannot be told apart. */
export const maxSeries = 5;

/** A line as it is drawn: `slot` picks its colour and dash, undefined for the collected rest. */
export type DrawnSeries = ChartSeries & { slot?: number };

/** Units whose values may be added up. */
const additive: ReadonlySet<ChartUnit> = new Set(['rate', 'count', 'bytes']);

function peak(series: ChartSeries): number {
  return series.values.reduce<number>(
    (highest, value) =>
      value === null ? highest : Math.max(highest, Math.abs(value)),
    0,
  );
}

/** Sums what can be summed, averages the rest; where nobody has a value there is none. */
function combine(
  rest: readonly ChartSeries[],
  unit: ChartUnit,
): (number | null)[] {
  const length = Math.max(...rest.map(({ values }) => values.length));
  return Array.from({ length }, (_, index) => {
    const present = rest
      .map(({ values }) => values[index])
      .filter((value): value is number => typeof value === 'number');
    if (present.length === 0) {
      return null;
    }
    const sum = present.reduce((total, value) => total + value, 0);
    return additive.has(unit) ? sum : sum / present.length;
  });
}

/**
 * At most {@link maxSeries} lines and one for the rest. Lines with a state
 * stay first, then those that reach highest; the order given is kept.
 */
export function limitSeries(
  series: readonly ChartSeries[],
  unit: ChartUnit,
): DrawnSeries[] {
  const ranked = [...series].sort(
    (one, other) =>
      Number(other.state !== undefined) - Number(one.state !== undefined) ||
      peak(other) - peak(one),
  );
  const kept = new Set(ranked.slice(0, maxSeries));
  const drawn: DrawnSeries[] = series
    .filter(one => kept.has(one))
    .map((one, slot) => ({ ...one, slot }));
  const rest = series.filter(one => !kept.has(one));
  if (rest.length === 1) {
    drawn.push(rest[0]);
  } else if (rest.length > 1) {
    const noun = additive.has(unit) ? 'Sum' : 'Mean';
    drawn.push({
      label: `${noun} of ${rest.length} others`,
      values: combine(rest, unit),
    });
  }
  return drawn;
}

/** Samples without neighbour, which a line alone would not show. */
export function isolatedIndices(
  values: readonly (number | null | undefined)[],
): number[] {
  const missing = (index: number) =>
    values[index] === null || values[index] === undefined;
  return values.flatMap((_, index) =>
    !missing(index) && missing(index - 1) && missing(index + 1) ? [index] : [],
  );
}
