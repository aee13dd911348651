import { Document, isMap, isScalar, Pair, parseDocument, YAMLMap } from 'yaml';
import { toYaml } from './writeSpec';

/** Where a value is in a mapping, and what it becomes; nothing if it is taken away. */
export interface FieldChange {
  path: readonly string[];
  value?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The changes that make one value of another. What the wanted one does not have
 * stays, unless it is to go.
 *
 * @param isToGo - whether what is not wanted at a path has to be taken away
 */
export function changesTo(
  present: unknown,
  wanted: unknown,
  isToGo: (path: readonly string[]) => boolean,
  path: readonly string[] = [],
): FieldChange[] {
  if (!isObject(wanted)) {
    return sameValue(present, wanted) ? [] : [{ path, value: wanted }];
  }
  if (!isObject(present)) {
    return [{ path, value: wanted }];
  }
  const gone = Object.keys(present)
    .filter(key => !(key in wanted))
    .flatMap((key): FieldChange[] => {
      const at = [...path, key];
      if (isToGo(at)) {
        return [{ path: at }];
      }
      const inside = present[key];
      return isObject(inside) ? changesTo(inside, {}, isToGo, at) : [];
    });
  return [
    ...gone,
    ...Object.entries(wanted).flatMap(([key, value]) =>
      changesTo(present[key], value, isToGo, [...path, key]),
    ),
  ];
}

function sameValue(present: unknown, wanted: unknown): boolean {
  return (
    present === wanted ||
    (typeof wanted === 'string' &&
      ['number', 'bigint', 'boolean'].includes(typeof present) &&
      String(present) === wanted)
  );
}

/** Replaces parts of a text, given by offsets that do not overlap. */
export function spliced(
  text: string,
  edits: readonly { from: number; to: number; text: string }[],
): string {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce(
      (edited, edit) =>
        edited.slice(0, edit.from) + edit.text + edited.slice(edit.to),
      text,
    );
}

const scalarText = (value: unknown) =>
  toYaml(value)
    .replace(/\n$/, '')
    .replace(/^--- ?/, '');

/**
 * A text with a mapping changed. Where only single values change, only those
 * are written anew; else the mapping is, and what stands around it stays.
 */
export function withChanges(
  text: string,
  map: YAMLMap,
  changes: readonly FieldChange[],
): string {
  const single = changes.map(change => singleEdit(text, map, change));
  return single.every(edit => edit !== undefined)
    ? spliced(text, single)
    : withMapRewritten(text, map, changes);
}

function singleEdit(
  text: string,
  map: YAMLMap,
  { path, value }: FieldChange,
): { from: number; to: number; text: string } | undefined {
  const node = map.getIn(path, true);
  const isText = typeof value === 'string' || typeof value === 'number';
  if (!isScalar(node) || !node.range || !isText) {
    return undefined;
  }
  const written = scalarText(value);
  const [from, to] = node.range;
  const isBlock = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL';
  if (written.includes('\n')) {
    return undefined;
  }
  return {
    from,
    to,
    text:
      isBlock && text.slice(from, to).endsWith('\n') ? `${written}\n` : written,
  };
}

function withMapRewritten(
  text: string,
  map: YAMLMap,
  changes: readonly FieldChange[],
): string {
  const [from, to] = map.range!;
  const indent = columnOf(text, from);
  // In its own text the mapping begins at the margin.
  const own = (' '.repeat(indent) + text.slice(from, to)).replace(
    new RegExp(`^ {1,${Math.max(1, indent)}}`, 'gm'),
    match => match.slice(indent),
  );
  const document = parseDocument(own, { version: '1.1' });
  for (const { path, value } of changes) {
    if (value === undefined) {
      document.deleteIn(path);
    } else {
      setIn(document, path, value);
    }
  }
  const written = document.toString({ lineWidth: 0 }).trimEnd();
  const tail = text.slice(from, to).endsWith('\n') ? '\n' : '';
  return spliced(text, [{ from, to, text: indented(written, indent) + tail }]);
}

/** Also where a value on the way is empty. */
function setIn(document: Document, path: readonly string[], value: unknown) {
  for (let length = 1; length < path.length; length++) {
    const way = path.slice(0, length);
    if (!isMap(document.getIn(way, true))) {
      document.setIn(way, new YAMLMap());
    }
  }
  const parent =
    path.length > 1
      ? document.getIn(path.slice(0, -1), true)
      : document.contents;
  if (isMap(parent) && !parent.has(path.at(-1)!)) {
    parent.items.push(
      document.createPair(path.at(-1)!, value) as Pair<never, never>,
    );
    return;
  }
  document.setIn(path, document.createNode(value));
}

/** Characters before an offset in its line. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Indents all lines but the first; empty ones stay empty. */
export function indented(text: string, columns: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(columns)}`);
}
