import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isDiskFull } from '../files';

/** How much of a part's output is kept. */
export interface LogLimits {
  /** Size in bytes at which a new file is begun. */
  readonly maxBytes: number;
  /** How many full files are kept beside the current one. */
  readonly keep: number;
}

const defaultLimits: LogLimits = { maxBytes: 10 * 1024 * 1024, keep: 2 };

/**
 * A log file that is renamed to `<path>.1` when it is full, the older one to
 * `.2` and so on. Writes are synchronous: the last words of a part that
 * crashes, or of a supervisor that does, are what is looked for later.
 */
export class RotatingLog {
  /** Undefined once closed; what comes later is lost. */
  private descriptor: number | undefined;
  private size: number;

  constructor(
    readonly path: string,
    private readonly limits: LogLimits = defaultLimits,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.descriptor = openSync(path, 'a', 0o600);
    this.size = fstatSync(this.descriptor).size;
  }

  write(chunk: Buffer | string): void {
    if (this.descriptor === undefined) {
      return;
    }
    const bytes = Buffer.from(chunk);
    try {
      if (this.size > 0 && this.size + bytes.length > this.limits.maxBytes) {
        this.descriptor = this.rotate(this.descriptor);
      }
      this.size += writeSync(this.descriptor, bytes);
    } catch (error) {
      // A full disk must not take the supervisor down: it has parts to stop.
      if (!isDiskFull(error)) {
        throw error;
      }
    }
  }

  close(): void {
    if (this.descriptor !== undefined) {
      closeSync(this.descriptor);
      this.descriptor = undefined;
    }
  }

  private rotate(full: number): number {
    // It has been renamed already if there was no room for the next one before.
    const isRenamed = !existsSync(this.path);
    for (let age = isRenamed ? 0 : this.limits.keep; age > 0; age -= 1) {
      const younger = age === 1 ? this.path : `${this.path}.${age - 1}`;
      if (existsSync(younger)) {
        renameSync(younger, `${this.path}.${age}`);
      }
    }
    // Closed only when there is another, for which a full disk may have no room.
    const next = openSync(this.path, 'w', 0o600);
    closeSync(full);
    this.size = 0;
    return next;
  }
}

/** The last lines of a log that are not empty. */
export function lastLines(path: string, count: number): string[] {
  if (!existsSync(path)) {
    return [];
  }
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter(line => line.trim()).slice(-count);
}
