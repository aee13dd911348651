import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exclusive } from '../exclusive';
import { copyAssets } from './assets';
import { runCommand } from './command';
import type { ToolDefinition } from './definitions';
import {
  isBuilt,
  pinFolder,
  toolFolder,
  type ToolSurroundings,
} from './digest';

/** What {@link buildTool} lets its caller know and decide. */
export interface BuildOptions {
  signal?: AbortSignal;
  /** Called when work really begins, once per binary. */
  onProgress?: (message: string) => void;
}

/**
 * Builds a tool unless it is there already and gives its folder, which holds
 * the binaries and, for some, an `assets` folder.
 *
 * One tool is built at a time on a machine, at low priority. A killed build
 * leaves nothing that looks finished; the next one reuses what Go has cached.
 *
 * @throws Error with the end of the compiler's output.
 */
export async function buildTool(
  surroundings: ToolSurroundings,
  definition: ToolDefinition,
  options: BuildOptions = {},
): Promise<string> {
  const folder = toolFolder(surroundings, definition);
  if (isBuilt(folder)) {
    return folder;
  }
  const tools = join(surroundings.cacheDir, 'tools');
  const hold = await exclusive(join(tools, 'building.lock'), {
    signal: options.signal,
    onWait: () => options.onProgress?.('waiting for another build to end'),
  });
  try {
    // Somebody else may have built it while we waited.
    if (!isBuilt(folder)) {
      removeUnfinished(tools);
      const temporary = join(tools, `unfinished-${basename(folder)}`);
      mkdirSync(temporary, { recursive: true });
      await compile(surroundings, definition, temporary, options);
      await copyAssets(surroundings, definition, temporary, options.signal);
      renameSync(temporary, folder);
    }
    return folder;
  } finally {
    hold.release();
  }
}

// Only the holder of the lock writes here, so whatever is unfinished is old.
function removeUnfinished(tools: string): void {
  for (const entry of readdirSync(tools)) {
    if (entry.startsWith('unfinished-')) {
      rmSync(join(tools, entry), { recursive: true, force: true });
    }
  }
}

async function compile(
  surroundings: ToolSurroundings,
  definition: ToolDefinition,
  target: string,
  { signal, onProgress }: BuildOptions,
): Promise<void> {
  const pins = pinFolder(surroundings, definition);
  const [firstPackage] = Object.values(definition.binaries);
  const version = pinnedVersion(
    readFileSync(join(pins, 'go.mod'), 'utf8'),
    firstPackage,
  );
  for (const [binary, goPackage] of Object.entries(definition.binaries)) {
    onProgress?.(`compiling ${binary} ${version}`);
    await goBuild(
      [
        '-mod=readonly',
        '-trimpath',
        // The checkout around the go.mod says nothing about the tool.
        '-buildvcs=false',
        '-tags',
        (definition.tags ?? []).join(','),
        '-ldflags',
        linkerFlags(definition, version),
        '-o',
        join(target, binary),
        goPackage,
      ],
      { folder: pins, cgo: definition.cgo ?? false, signal, onProgress },
    );
  }
}

/** Flags for the linker: no debug tables, and the version where it is asked for. */
export function linkerFlags(
  definition: ToolDefinition,
  version: string,
): string {
  const variables = Object.entries(definition.variables ?? {}).map(
    ([name, value]) =>
      `-X ${name}=${value.replace('$VERSION', version.replace(/^v/, ''))}`,
  );
  return ['-s', '-w', ...variables].join(' ');
}

/**
 * The version of the module that a package belongs to, from a go.mod's text.
 *
 * @throws Error if no required module holds the package.
 */
export function pinnedVersion(goMod: string, goPackage: string): string {
  const required = [
    ...goMod.matchAll(/^\s*(?:require\s+)?(\S+\.\S+)\s+(v\S+)/gm),
  ];
  const best = required
    .filter(
      ([, path]) => goPackage === path || goPackage.startsWith(`${path}/`),
    )
    .sort(([, left], [, right]) => right.length - left.length)[0];
  if (!best) {
    throw new Error(`No module in go.mod holds ${goPackage}`);
  }
  return best[2];
}

interface GoBuildOptions extends BuildOptions {
  folder: string;
  cgo: boolean;
}

const downloadFailure =
  /timeout|timed out|connection re|unexpected EOF|TLS handshake|no such host|50[0-9] /i;

async function goBuild(
  args: string[],
  { folder, cgo, signal, onProgress }: GoBuildOptions,
): Promise<void> {
  const attempts = 3;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await runCommand('nice', ['-n', '15', 'go', 'build', ...args], {
        cwd: folder,
        signal,
        env: {
          ...process.env,
          CGO_ENABLED: cgo ? '1' : '0',
          GOWORK: 'off',
          GOFLAGS: '',
        },
      });
      return;
    } catch (error) {
      const retry = attempt < attempts && downloadFailure.test(String(error));
      if (signal?.aborted || !retry) {
        throw explained(error, cgo);
      }
      onProgress?.('a download failed, trying again');
      await delay(attempt * 3000, undefined, { signal });
    }
  }
}

function explained(error: unknown, cgo: boolean): unknown {
  if (cgo && /C compiler .* not found/.test(String(error))) {
    return new Error(
      'A C compiler is needed: install gcc or clang (Debian: apt install gcc libc6-dev; macOS: xcode-select --install)',
      { cause: error },
    );
  }
  return error;
}
