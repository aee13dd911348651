/**
 * By how much a value grows from one place to the next, as the straight line says that
 * fits best (least squares).
 *
 * @throws RangeError for fewer than two values, which have no slope
 */
export function slope(values: readonly number[]): number {
  if (values.length < 2) {
    throw new RangeError('Fewer than two values have no slope');
  }
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let over = 0;
  let under = 0;
  values.forEach((value, index) => {
    over += (index - middle) * (value - mean);
    under += (index - middle) ** 2;
  });
  return over / under;
}
