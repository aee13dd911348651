import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

/** Held until released, or until this process ends in whatever way. */
export interface ExclusiveHold {
  release(): void;
}

/**
 * Takes a lock between processes without waiting.
 *
 * SQLite's lock on a file is one of the operating system, which gives it back
 * when the holder dies. A lock file with a process number in it would need to
 * be judged for staleness, which cannot be done without a race.
 *
 * @returns undefined if somebody else holds it.
 */
export function tryExclusive(path: string): ExclusiveHold | undefined {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (/database is locked/.test(String(error))) {
      return undefined;
    }
    throw error;
  }
  return { release: () => database.close() };
}

/** Waits for the lock. @throws the signal's reason when it is aborted. */
export async function exclusive(
  path: string,
  options: { signal?: AbortSignal; onWait?: () => void } = {},
): Promise<ExclusiveHold> {
  for (let attempt = 0; ; attempt += 1) {
    options.signal?.throwIfAborted();
    const hold = tryExclusive(path);
    if (hold) {
      return hold;
    }
    if (attempt === 0) {
      options.onWait?.();
    }
    await delay(250, undefined, { signal: options.signal });
  }
}
