import { TreeRow } from './fileTree';

/** What a key does in a tree. */
export type TreeMove =
  | { readonly kind: 'focus'; readonly path: string }
  | { readonly kind: 'toggle'; readonly path: string }
  | { readonly kind: 'choose'; readonly path: string };

/**
 * What a key means in a tree, by the pattern "tree view" of the WAI-ARIA
 * Authoring Practices; undefined if nothing.
 */
export function treeMove(
  key: string,
  rows: readonly TreeRow[],
  focused: string,
): TreeMove | undefined {
  const index = rows.findIndex(({ node }) => node.path === focused);
  const row = rows[index];
  if (!row) {
    return undefined;
  }
  const focus = (target: TreeRow | undefined): TreeMove | undefined =>
    target && { kind: 'focus', path: target.node.path };
  const isFolder = row.node.children !== undefined;
  switch (key) {
    case 'ArrowDown':
      return focus(rows[index + 1]);
    case 'ArrowUp':
      return focus(rows[index - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (!isFolder) {
        return undefined;
      }
      return row.isOpen
        ? focus(rows[index + 1])
        : { kind: 'toggle', path: focused };
    case 'ArrowLeft':
      if (row.isOpen) {
        return { kind: 'toggle', path: focused };
      }
      return row.parentPath === undefined
        ? undefined
        : { kind: 'focus', path: row.parentPath };
    case 'Enter':
    case ' ':
      return { kind: isFolder ? 'toggle' : 'choose', path: focused };
    default:
      return letterMove(key, rows, index);
  }
}

/** A letter goes to the next row that begins with it, round and round. */
function letterMove(
  key: string,
  rows: readonly TreeRow[],
  index: number,
): TreeMove | undefined {
  if (key.length !== 1) {
    return undefined;
  }
  const after = [...rows.slice(index + 1), ...rows.slice(0, index)];
  const next = after.find(({ node }) =>
    node.name.toLowerCase().startsWith(key.toLowerCase()),
  );
  return next && { kind: 'focus', path: next.node.path };
}
