import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LabContext } from '../context';

const gigabyte = 1024 ** 3;

/** What a start needs on each disk, in bytes: logs, metrics, a build. */
const neededToStart = 1 * gigabyte;

/** Bytes that this user may still write where the path is or will be. */
export function freeBytes(path: string): number {
  let folder = path;
  while (!existsSync(folder)) {
    folder = dirname(folder);
  }
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** E.g. `12.3 GB`. */
export function gigabytes(bytes: number): string {
  return `${(bytes / gigabyte).toFixed(1)} GB`;
}

/** A sentence with its remedy if a disk is too full to start on. */
export function diskShortage({
  dataDir,
  cacheDir,
}: Pick<LabContext, 'dataDir' | 'cacheDir'>): string | undefined {
  const full = [dataDir, cacheDir].find(
    folder => freeBytes(folder) < neededToStart,
  );
  return full
    ? [
        `The disk of ${full} has only ${gigabytes(
          freeBytes(full),
        )} left; at least ${gigabytes(neededToStart)} is needed.`,
        'Make room there (make clean, make clean-cache), or use another disk: LAB_DATA_DIR=… GORELIABLE_CACHE=… make run',
      ].join('\n')
    : undefined;
}
