import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../context';
import type { PartCommand } from './types';

/** A Node process that runs TypeScript of this checkout as it is. */
export function typescriptProcess(
  context: LabContext,
  entry: string,
  options: {
    args?: string[];
    nodeArgs?: string[];
    env?: NodeJS.ProcessEnv;
    cwd?: string;
    /** Loads sources as they were transformed before; see loadTypescript.cjs. */
    keepTransformed?: boolean;
  } = {},
): PartCommand {
  return {
    file: process.execPath,
    args: [
      ...(options.nodeArgs ?? []),
      '--require',
      options.keepTransformed
        ? join(context.root, 'packages/lab/src/parts/loadTypescript.cjs')
        : nodeTransform(context.root),
      join(context.root, entry),
      ...(options.args ?? []),
    ],
    cwd: options.cwd ? join(context.root, options.cwd) : context.root,
    env: {
      // Compiled code is kept from start to start.
      NODE_COMPILE_CACHE: join(context.cacheDir, 'node-compile'),
      ...(options.keepTransformed && {
        TYPESCRIPT_CACHE: join(context.cacheDir, 'typescript'),
      }),
      ...options.env,
    },
  };
}

/** What `backstage-cli package start` loads TypeScript with, too. */
export function nodeTransform(root: string): string {
  const candidates = ['cli-node', 'cli'].map(name =>
    join(root, 'node_modules/@backstage', name, 'config/nodeTransform.cjs'),
  );
  const found = candidates.find(existsSync);
  if (!found) {
    throw new Error(
      `Backstage's TypeScript loader is missing; looked for ${candidates.join(
        ' and ',
      )}. Run 'make run' again: it installs what is missing`,
    );
  }
  return found;
}
