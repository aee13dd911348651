import { BurnSeries } from '../types';

/** Numbers from 0 to 1 that look random and are the same each time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = Math.trunc(mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed));
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A service whose requests fail by chance, judged over a rolling window. */
export interface SimulatedService {
  seed: number;
  /** Length of the series. */
  seconds: number;
  requestsPerSecond: number;
  /** Probability of a failure at a second. */
  failing: (second: number) => number;
  windowSeconds?: number;
  stepSeconds?: number;
}

/** The error ratios that a recording rule would give; nothing where there were no requests. */
export function simulatedBurn(service: SimulatedService): BurnSeries {
  const { seconds, requestsPerSecond, failing } = service;
  const { windowSeconds = 300, stepSeconds = 15 } = service;
  const random = seededRandom(service.seed);
  const [failed, total] = [[0], [0]];
  for (let second = 0; second < seconds; second++) {
    const requests =
      Math.floor(requestsPerSecond) +
      (random() < requestsPerSecond % 1 ? 1 : 0);
    let failures = 0;
    for (let request = 0; request < requests; request++) {
      failures += random() < failing(second) ? 1 : 0;
    }
    failed.push(failed[second] + failures);
    total.push(total[second] + requests);
  }
  const timestamps: number[] = [];
  const values: (number | null)[] = [];
  for (let at = windowSeconds; at <= seconds; at += stepSeconds) {
    const requests = total[at] - total[at - windowSeconds];
    timestamps.push(at);
    values.push(
      requests === 0
        ? null
        : (failed[at] - failed[at - windowSeconds]) / requests,
    );
  }
  return { timestamps, values, stepSeconds };
}
