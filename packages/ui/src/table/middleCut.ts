/** Characters at the end that are always shown: enough for a hash or a version. */
const tailLength = 8;

/**
 * Splits text for cutting it in the middle: the head shrinks with an ellipsis,
 * the tail stays. Text that is hardly longer than the tail has no tail.
 */
export function middleCut(text: string): { head: string; tail: string } {
  const characters = [...text];
  if (characters.length <= tailLength * 2) {
    return { head: text, tail: '' };
  }
  return {
    head: characters.slice(0, -tailLength).join(''),
    tail: characters.slice(-tailLength).join(''),
  };
}
