import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';

/**
 * Writes a file in one step, so that no reader sees half of it and a kill in
 * the middle leaves the old one. Its folder is made if need be.
 */
export function writeFileAtomically(
  path: string,
  content: string,
  options: { mode?: number } = {},
): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode: options.mode ?? 0o644 });
  renameSync(temporary, path);
}

/** Whether a write failed because the disk, or this user's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const { code, errno } = error as NodeJS.ErrnoException;
  // Node has no name for a used-up share, only the system's number, negated.
  return code === 'ENOSPC' || errno === -constants.errno.EDQUOT;
}

/** The file's text; undefined if it does not exist. */
export function readFileIfExists(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
