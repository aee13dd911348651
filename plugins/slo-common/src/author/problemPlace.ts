import { isNode, parseAllDocuments } from 'yaml';
import { SpecProblem } from '../specs';

/**
 * Where in a text a problem is: what its path names or, where that is not there,
 * the nearest that is.
 *
 * @returns offsets of characters
 */
export function problemPlace(
  text: string,
  { document: number, path }: Pick<SpecProblem, 'document' | 'path'>,
): { from: number; to: number } {
  const documents = [...parseAllDocuments(text, { version: '1.1' })].filter(
    each => 'contents' in each && each.contents !== null,
  );
  const document = documents[number];
  if (!document || !('getIn' in document)) {
    return { from: 0, to: text.length };
  }
  const [error] = document.errors;
  if (error) {
    const [from, to] = error.pos;
    return { from: Math.min(from, text.length), to: Math.min(to, text.length) };
  }
  const keys = path
    .split(/[.[\]]+/)
    .filter(key => key !== '')
    .map(key => (/^\d+$/.test(key) ? Number(key) : key));
  for (let length = keys.length; length >= 0; length--) {
    const node =
      length === 0
        ? document.contents
        : document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) {
      const [from, to] = node.range;
      // Of what has many lines, the first one is enough to find it.
      const end = text.indexOf('\n', from);
      return { from, to: end > from ? Math.min(to, end) : to };
    }
  }
  return { from: 0, to: 0 };
}
