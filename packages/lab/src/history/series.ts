/** A sample: Unix time in seconds, value. */
export type Sample = readonly [at: number, value: number];

/** A series of history. Samples come in order, never twice for one time. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Samples from `from` (inclusive) to `to` (exclusive), Unix seconds. */
  samples(from: number, to: number): Iterable<Sample>;
}

/** A series with a value wherever `valueAt` has one, on a grid of `step`. */
export function sampledSeries(
  name: string,
  labels: Readonly<Record<string, string>>,
  stepSeconds: number,
  valueAt: (at: number) => number | undefined,
): Series {
  return {
    name,
    labels,
    *samples(from, to) {
      const first = Math.ceil(from / stepSeconds) * stepSeconds;
      for (let at = first; at < to; at += stepSeconds) {
        const value = valueAt(at);
        if (value !== undefined) {
          yield [at, value];
        }
      }
    },
  };
}
