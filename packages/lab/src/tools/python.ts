import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exclusive } from '../exclusive';
import { writeFileAtomically } from '../files';
import type { BuildOptions } from './build';
import { runCommand } from './command';
import type { ToolSurroundings } from './digest';

/** The folder with `mkdocs`, whether it is there yet or not. */
export function techdocsBin(surroundings: ToolSurroundings): string {
  return join(techdocsFolder(surroundings), 'bin');
}

/** Whether TechDocs can build pages. */
export function hasTechdocs(surroundings: ToolSurroundings): boolean {
  return existsSync(join(techdocsFolder(surroundings), 'complete'));
}

/**
 * Installs what TechDocs needs into a virtual environment of its own, at low
 * priority. An environment cannot be moved once it is made, so a file that is
 * written last says that it is whole.
 *
 * @throws Error with the end of pip's output, or what is missing of Python.
 */
export async function buildTechdocs(
  surroundings: ToolSurroundings,
  { signal, onProgress }: BuildOptions = {},
): Promise<void> {
  if (hasTechdocs(surroundings)) {
    return;
  }
  const folder = techdocsFolder(surroundings);
  const hold = await exclusive(`${folder}.lock`, { signal });
  try {
    if (hasTechdocs(surroundings)) {
      return;
    }
    rmSync(folder, { recursive: true, force: true });
    onProgress?.('installing mkdocs for TechDocs');
    const nice = (args: string[]) =>
      runCommand('nice', ['-n', '15', ...args], { signal });
    await nice(['python3', '-m', 'venv', folder]);
    await nice([
      ...[join(folder, 'bin', 'python'), '-m', 'pip', 'install'],
      ...['--quiet', '--disable-pip-version-check', '--retries', '5'],
      ...['--requirement', requirements(surroundings)],
    ]);
    writeFileAtomically(join(folder, 'complete'), '');
  } finally {
    hold.release();
  }
}

function requirements({ root }: ToolSurroundings): string {
  return join(root, 'packages/lab/python/techdocs/requirements.txt');
}

function techdocsFolder(surroundings: ToolSurroundings): string {
  const digest = createHash('sha256')
    .update(readFileSync(requirements(surroundings)))
    .update(pythonVersion())
    .digest('hex')
    .slice(0, 16);
  return join(surroundings.cacheDir, 'python', `techdocs-${digest}`);
}

let knownVersion: string | undefined;

// An environment belongs to the interpreter that made it.
function pythonVersion(): string {
  try {
    knownVersion ??= execFileSync(
      'python3',
      ['-c', 'import sys; print(sys.version, sys.base_prefix)'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    return knownVersion;
  } catch {
    // The portal runs without it; `make doctor` says what is missing.
    return 'none';
  }
}
