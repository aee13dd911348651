import type { Suite } from './report';

/** A median of fewer runs says little. */
const leastRounds = 5;

/**
 * Reads `SUITE` (names with commas, all if it is empty) and `ROUNDS`.
 *
 * @throws RangeError that says what may be chosen.
 */
export function readSettings(
  env: NodeJS.ProcessEnv,
  suites: readonly Suite[],
): { chosen: Suite[]; rounds: number } {
  const names = (env.SUITE || suites.map(({ name }) => name).join(','))
    .split(',')
    .map(name => name.trim());
  const chosen = names.map(name => {
    const suite = suites.find(candidate => candidate.name === name);
    if (!suite) {
      const known = suites.map(candidate => candidate.name).join(', ');
      throw new RangeError(`There is no suite '${name}'. Known: ${known}`);
    }
    return suite;
  });
  const rounds = Number(env.ROUNDS || leastRounds);
  if (!Number.isInteger(rounds) || rounds < leastRounds) {
    throw new RangeError(
      `ROUNDS must be a whole number from ${leastRounds}, not '${env.ROUNDS}'`,
    );
  }
  return { chosen, rounds };
}
