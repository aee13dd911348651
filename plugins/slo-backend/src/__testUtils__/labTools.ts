import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(__dirname, '../../../..');

/**
 * Where the lab has, or builds, its own tools, which are the ones to be
 * compatible with: paths by the names of the binaries. From nothing that takes
 * minutes.
 *
 * @param tools - names of the lab's tools
 */
export async function labTools(
  ...tools: string[]
): Promise<Record<string, string>> {
  const { stdout } = await run(
    process.execPath,
    [
      '--require',
      join(root, 'node_modules/@backstage/cli-node/config/nodeTransform.cjs'),
      join(root, 'packages/lab/src/main.ts'),
      'tools',
      ...tools,
    ],
    // Jest's own loader options are not the lab's.
    { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  return JSON.parse(stdout);
}

/** Where the sources of a Go module are that one of the lab's tools is made of. */
export async function goModuleFolder(
  tool: string,
  module: string,
): Promise<string> {
  const { stdout } = await run('go', ['mod', 'download', '-json', module], {
    cwd: join(root, 'packages/lab/tools', tool),
    env: { ...process.env, GOWORK: 'off', GOFLAGS: '' },
  });
  return JSON.parse(stdout).Dir;
}
