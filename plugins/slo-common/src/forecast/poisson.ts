/** The quantile of the standard normal distribution that leaves 5 % on each side. */
const z = 1.645;

/**
 * Between which means a count lies with 90 % confidence, if its events come
 * independently of each other. Byar's approximation of the exact Poisson
 * limits (Breslow and Day, Statistical Methods in Cancer Research II, 1987).
 *
 * @param count - events seen, 0 or more; may be a fraction, as extrapolated rates are
 */
export function poissonInterval(count: number): { low: number; high: number } {
  const above = count + 1;
  const upper = above * (1 - 1 / (9 * above) + z / (3 * Math.sqrt(above))) ** 3;
  // Below one event the formula's root of nearly nothing means nothing.
  const lower =
    count < 1
      ? 0
      : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3;
  return { low: Math.max(0, lower), high: upper };
}
