/**
 * A repeatable stream of numbers in [0, 1): the same seed, the same history.
 * (A 32-bit generator is plenty for noise and needs no state beyond a word.)
 */
export function randomFrom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const character of seed) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/**
 * A whole number that is `expected` on average, so that rare events stay rare
 * instead of being rounded away.
 */
export function roundAtRandom(expected: number, random: () => number): number {
  return Math.floor(expected + random());
}
