import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * Makes `target` hold exactly the files of `source`, and writes only what
 * differs: compilers and test runners tell by a file's time whether what they
 * know of it still holds.
 *
 * @returns the paths that were written or removed, sorted
 */
export async function mirrorFolder(
  source: string,
  target: string,
): Promise<string[]> {
  await mkdir(target, { recursive: true });
  const [wanted, present] = await Promise.all([
    filesBelow(source),
    filesBelow(target),
  ]);
  const changed: string[] = [];
  for (const path of present.filter(file => !wanted.includes(file))) {
    await rm(join(target, path));
    changed.push(path);
  }
  // Now, because a file may take the place of a folder.
  await removeEmptyFolders(target);
  for (const path of wanted) {
    const known = present.includes(path);
    if (!known || !(await areEqual(join(source, path), join(target, path)))) {
      await replaceFile(join(source, path), join(target, path));
      changed.push(path);
    }
  }
  return changed.sort();
}

/** Everything but folders, links included: a link is not followed. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)));
}

async function areEqual(one: string, other: string): Promise<boolean> {
  const [left, right] = await Promise.all([readFile(one), readFile(other)]);
  return left.equals(right);
}

/** In one step, so that nobody reads half of it. */
async function replaceFile(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const temporary = `${target}.new`;
  await cp(source, temporary);
  await rename(temporary, target);
}

/** @returns whether the folder is empty now */
async function removeEmptyFolders(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true });
  let left = entries.length;
  for (const entry of entries.filter(each => each.isDirectory())) {
    const path = join(folder, entry.name);
    if (await removeEmptyFolders(path)) {
      await rm(path, { recursive: true });
      left -= 1;
    }
  }
  return left === 0;
}
