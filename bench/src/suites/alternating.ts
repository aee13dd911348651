/**
 * The two in turn, the order reversed every second round: neither always runs on the
 * machine that the other one has warmed or worn out.
 */
export function alternating<T>(pair: readonly [T, T], rounds: number): T[][] {
  return Array.from({ length: rounds }, (_, round) =>
    round % 2 === 0 ? [...pair] : [...pair].reverse(),
  );
}
