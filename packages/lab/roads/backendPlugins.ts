import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The ids of all plugins that the backend starts, read from what it imports. */
export function backendPlugins(root: string): string[] {
  const index = join(root, 'packages/backend/src/index.ts');
  const resolve = createRequire(index);
  const packages = [
    ...readFileSync(index, 'utf8').matchAll(/import\('([^']+)'\)/g),
  ].map(([, name]) => resolve(`${name}/package.json`).backstage);
  return packages
    .filter(({ role }) => role === 'backend-plugin')
    .map(({ pluginId }) => pluginId as string)
    .sort();
}
