/**
 * The middle value; the mean of the two middle ones where there are as many.
 *
 * @throws RangeError for no values, which have no middle
 */
export function median(values: readonly number[]): number {
  if (values.length === 0) {
    throw new RangeError('No values have no median');
  }
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
