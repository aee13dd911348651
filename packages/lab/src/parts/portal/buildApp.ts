import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../../context';
import { readFileIfExists, writeFileAtomically } from '../../files';
import { runCommand } from '../../tools/command';
import type { PartWork } from '../types';
import { appSourceDigest } from './sourceDigest';

const build = ['package', 'build', '--config', '../../app-config.yaml'];

/**
 * Builds the browser app unless what it was built from is unchanged. The stamp
 * lies in the build's own folder: deleted with it, and written last, so that a
 * build that was cut off is not taken for one.
 *
 * @throws Error with the end of the bundler's output.
 */
export async function buildApp(
  { root }: Pick<LabContext, 'root'>,
  work: PartWork,
): Promise<void> {
  const app = join(root, 'packages', 'app');
  const stamp = join(app, 'dist', '.source-digest');
  const digest = appSourceDigest(root);
  if (readFileIfExists(stamp) === digest) {
    return;
  }
  work.report('building the app (a minute or two, once per change)');
  rmSync(stamp, { force: true });
  await runCommand(
    process.execPath,
    [join(root, 'node_modules/@backstage/cli/bin/backstage-cli'), ...build],
    {
      cwd: app,
      signal: work.signal,
      env: { ...process.env, NODE_ENV: 'production', CI: 'true' },
    },
  );
  for (const script of ['scripts/early.mjs', 'scripts/compress.mjs']) {
    await runCommand(process.execPath, [script], {
      cwd: app,
      signal: work.signal,
    });
  }
  if (!existsSync(join(app, 'dist', 'index.html'))) {
    throw new Error(`The app's build left no ${join(app, 'dist/index.html')}`);
  }
  writeFileAtomically(stamp, digest);
}
