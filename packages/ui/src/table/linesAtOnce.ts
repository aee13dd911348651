/**
 * Lines that are drawn anew in one frame. A flick of a wheel or another filter
 * brings a whole view of them, more than a slow computer draws in a frame.
 */
const mostAtOnce = 12;

/**
 * The wanted lines that are drawn already, and as many others as one frame can
 * take: from the first one in view down, then those above it.
 *
 * @param wanted - ascending
 */
export function linesAtOnce(
  wanted: readonly number[],
  isDrawn: (line: number) => boolean,
  firstInView: number,
): readonly number[] {
  const others = wanted.filter(line => !isDrawn(line));
  if (others.length <= mostAtOnce) {
    return wanted;
  }
  const above = others.filter(line => line < firstInView).reverse();
  const later = new Set(
    [...others.filter(line => line >= firstInView), ...above].slice(mostAtOnce),
  );
  return wanted.filter(line => !later.has(line));
}
