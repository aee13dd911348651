#!/usr/bin/env node
/**
 * Builds the stories, unless what was built last was made of the same files.
 *
 *     yarn workspace @goreliable/ui storybook:build
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { hashInputs } from './storybookInputs.mjs';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const folder = `${packageFolder}/storybook-static`;
/** Written last: a build that was ended in the middle has none. */
const stamp = `${folder}/inputs.sha256`;

const wanted = await hashInputs();
const built = await readFile(stamp, 'utf8').catch(() => '');
if (built === wanted) {
  process.stdout.write('The stories are built already.\n');
} else {
  await rm(folder, { recursive: true, force: true });
  const build = spawn(
    'storybook',
    ['build', '--output-dir', 'storybook-static', '--quiet'],
    { cwd: packageFolder, stdio: 'inherit' },
  );
  const [code, signal] = await once(build, 'exit');
  if (code === 0) {
    await writeFile(stamp, wanted);
  } else {
    process.stderr.write(`Storybook ended with ${signal ?? code}.\n`);
    process.exitCode = 1;
  }
}
