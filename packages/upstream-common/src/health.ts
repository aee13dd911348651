import { z } from 'zod';

/** Every state a chip can show, in the order in which legends list them. */
export const healthStates = [
  'ok',
  'warning',
  'critical',
  'progressing',
  'no-traffic',
  'no-data',
  'stale',
  'suspended',
] as const;

/**
 * The health of a thing.
 *
 * `no-traffic` means there was nothing to judge, `no-data` and `stale` mean we
 * do not know; neither is ever shown as healthy.
 */
export type HealthState = (typeof healthStates)[number];

/** The wire form of a {@link HealthState}. */
export const healthStateSchema = z.enum(healthStates);

/**
 * Worst first. What somebody must act on comes before what is not known, and
 * what is not known before what is known to be harmless, so that a rollup
 * never hides a gap behind a healthy neighbour.
 */
const worstFirst: readonly HealthState[] = [
  'critical',
  'warning',
  'no-data',
  'stale',
  'progressing',
  'suspended',
  'no-traffic',
  'ok',
];

/** Orders two states, the worse one first: for `Array.prototype.sort`. */
export function compareHealth(a: HealthState, b: HealthState): number {
  return worstFirst.indexOf(a) - worstFirst.indexOf(b);
}

/** The worst of several states; `no-data` for none, for then nothing is known. */
export function worstHealth(states: Iterable<HealthState>): HealthState {
  let worst: HealthState | undefined;
  for (const state of states) {
    if (worst === undefined || compareHealth(state, worst) < 0) {
      worst = state;
    }
  }
  return worst ?? 'no-data';
}
