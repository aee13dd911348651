import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command';
import type { ToolDefinition } from './definitions';
import { pinFolder, type ToolSurroundings } from './digest';

/** Copies what a program reads at run time out of its module, if anything. */
export async function copyAssets(
  surroundings: ToolSurroundings,
  { assets, ...definition }: ToolDefinition,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!assets) {
    return;
  }
  const { stdout } = await runCommand(
    'go',
    ['list', '-mod=readonly', '-m', '-f', '{{.Dir}}', assets.module],
    {
      cwd: pinFolder(surroundings, definition),
      signal,
      env: { ...process.env, GOWORK: 'off', GOFLAGS: '' },
    },
  );
  for (const folder of assets.folders) {
    const copy = join(target, 'assets', folder);
    cpSync(join(stdout.trim(), folder), copy, { recursive: true });
    makeWritable(copy);
  }
}

// The module cache is read-only, which would keep a copy from being deleted.
function makeWritable(path: string): void {
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      makeWritable(join(path, entry.name));
    }
  }
}
