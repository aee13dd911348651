/** Start of all samples, so that stories look the same on every day. */
export const sampleStart = Date.UTC(2026, 6, 4, 9, 0) / 1_000;

/** Unix seconds, one a minute. */
export function sampleTimestamps(count: number): number[] {
  return Array.from({ length: count }, (_, index) => sampleStart + index * 60);
}

/**
 * A plausible line without chance: a level with two waves.
 * @param gap indices of missing samples, from and up to
 */
export function sampleValues(
  count: number,
  level: number,
  gap?: readonly [from: number, to: number],
): (number | null)[] {
  return Array.from({ length: count }, (_, index) =>
    gap && index >= gap[0] && index < gap[1]
      ? null
      : level * (1 + 0.3 * Math.sin(index / 9) + 0.12 * Math.sin(index / 2.3)),
  );
}
