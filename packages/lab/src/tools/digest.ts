import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolDefinition } from './definitions';

/** Where tools are pinned and where they are built to. */
export interface ToolSurroundings {
  readonly root: string;
  readonly cacheDir: string;
}

// Raise this when the way of building changes, so that nothing stale is used.
const buildRecipe = 2;

/** What a tool's result depends on. */
export interface ToolInputs {
  readonly definition: ToolDefinition;
  readonly goMod: string;
  readonly goSum: string;
  /** Version, system and architecture of the Go toolchain. */
  readonly toolchain: string;
}

/** Sixteen hexadecimal digits that change whenever the result may change. */
export function toolDigest(inputs: ToolInputs): string {
  const { neededBy: _order, ...recipe } = inputs.definition;
  const text = JSON.stringify([
    buildRecipe,
    recipe,
    inputs.goMod,
    inputs.goSum,
    inputs.toolchain,
  ]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The folder with the tool's go.mod. */
export function pinFolder(
  { root }: ToolSurroundings,
  definition: ToolDefinition,
): string {
  return join(root, 'packages', 'lab', 'tools', definition.name);
}

/** Where the tool's binaries are once it is built. */
export function toolFolder(
  surroundings: ToolSurroundings,
  definition: ToolDefinition,
): string {
  const pins = pinFolder(surroundings, definition);
  const digest = toolDigest({
    definition,
    goMod: readFileSync(join(pins, 'go.mod'), 'utf8'),
    goSum: readFileSync(join(pins, 'go.sum'), 'utf8'),
    toolchain: toolchainOf(pins),
  });
  return join(surroundings.cacheDir, 'tools', `${definition.name}-${digest}`);
}

/** Whether the tool has been built; its folder appears in one step. */
export function isBuilt(folder: string): boolean {
  return existsSync(folder);
}

const toolchains = new Map<string, string>();

// A go.mod may ask for a newer toolchain than the one installed, so the answer
// can differ from folder to folder; within one process it does not change.
function toolchainOf(folder: string): string {
  const known = toolchains.get(folder);
  if (known !== undefined) {
    return known;
  }
  try {
    const answer = execFileSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GOWORK: 'off' },
    }).trim();
    toolchains.set(folder, answer);
    return answer;
  } catch (error) {
    throw new Error(
      'Go 1.26 or newer is needed and `go env` does not work: install it from https://go.dev/dl and put it on the PATH',
      { cause: error },
    );
  }
}
