import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Everything a build of the stories is made of; what npm brings is told by the lock file. */
const inputs = [
  'packages/ui/.storybook',
  'packages/ui/src',
  'packages/ui/package.json',
  'packages/upstream-common/src',
  'packages/upstream-common/package.json',
  'packages/app/public',
  'package.json',
  'tsconfig.json',
  'yarn.lock',
];

async function filesBelow(path) {
  if ((await stat(path)).isFile()) {
    return [path];
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name));
}

/** One hash over names and contents of all inputs, and the version of Node. */
export async function hashInputs() {
  const files = await Promise.all(
    inputs.map(input => filesBelow(join(root, input))),
  );
  const hash = createHash('sha256').update(process.version);
  for (const file of files.flat().sort()) {
    hash.update(`\0${relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}
