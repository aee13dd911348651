/**
 * Equal but for a billionth; what Prometheus has as NaN, or not at all, we have
 * not at all.
 */
export function expectEqual(
  actual: number | undefined,
  expected: number | undefined,
) {
  if (expected === undefined || Number.isNaN(expected)) {
    expect(actual).toBeUndefined();
    return;
  }
  const difference = Math.abs((actual ?? NaN) - expected);
  expect({ actual, isEqual: difference <= 1e-9 * Math.abs(expected) }).toEqual({
    actual,
    isEqual: true,
  });
}
