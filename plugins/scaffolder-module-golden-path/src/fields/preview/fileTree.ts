import { PreviewFile } from '@goreliable/plugin-golden-path-common';

/** A folder or a file of a tree. */
export interface TreeNode {
  readonly name: string;
  /** From the root of the tree, with slashes; unique in it. */
  readonly path: string;
  /** Missing for a file. Folders come first, then by name. */
  readonly children?: readonly TreeNode[];
}

/** A node as a row of the tree as it is shown. */
export interface TreeRow {
  readonly node: TreeNode;
  /** 1 for what is at the root, as `aria-level` counts. */
  readonly level: number;
  readonly isOpen: boolean;
  readonly parentPath?: string;
  /** Among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
}

interface Folder {
  files: string[];
  folders: Map<string, Folder>;
}

function nodes(folder: Folder, prefix: string): TreeNode[] {
  const byName = (one: TreeNode, other: TreeNode) =>
    one.name.localeCompare(other.name, 'en');
  const folders = [...folder.folders].map(([name, inner]): TreeNode => {
    const path = `${prefix}${name}`;
    return { name, path, children: nodes(inner, `${path}/`) };
  });
  const files = folder.files.map(
    (name): TreeNode => ({ name, path: `${prefix}${name}` }),
  );
  return [...folders.sort(byName), ...files.sort(byName)];
}

/** Files by path as a tree of folders. */
export function fileTree(files: readonly Pick<PreviewFile, 'path'>[]) {
  const root: Folder = { files: [], folders: new Map() };
  for (const { path } of files) {
    const names = path.split('/');
    const file = names.pop()!;
    let folder = root;
    for (const name of names) {
      const inner = folder.folders.get(name) ?? {
        files: [],
        folders: new Map(),
      };
      folder.folders.set(name, inner);
      folder = inner;
    }
    folder.files.push(file);
  }
  return nodes(root, '');
}

/** The rows that are seen when these folders are open, in their order. */
export function visibleRows(
  tree: readonly TreeNode[],
  open: ReadonlySet<string>,
  level = 1,
  parentPath?: string,
): TreeRow[] {
  return tree.flatMap((node, index) => {
    const isOpen = node.children !== undefined && open.has(node.path);
    const row = {
      node,
      level,
      isOpen,
      parentPath,
      position: index + 1,
      siblings: tree.length,
    };
    return isOpen
      ? [row, ...visibleRows(node.children!, open, level + 1, node.path)]
      : [row];
  });
}

/** The folders above a path, outermost first. */
export function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
