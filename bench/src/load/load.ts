import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A request that is made again and again, and the answer it has to have. */
export interface LoadOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: 200 | 304;
  readonly seconds: number;
  readonly connections: number;
  /** Requests that begin in a second; as many as are answered if absent. */
  readonly perSecond?: number;
}

export interface LoadResult {
  /** Answers in a second. */
  readonly requestsPerSecond: number;
  /** In ms; with a rate, from the moment at which a request was due. */
  readonly p99Ms: number;
}

/**
 * Puts a server under load from a process of its own.
 *
 * @param root - of the checkout
 * @throws Error if any answer has another status, or none came
 */
export async function load(
  root: string,
  { status, ...asked }: LoadOptions,
): Promise<LoadResult> {
  const script = join(root, 'bench', 'scripts', 'load.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    JSON.stringify(asked),
  ]);
  const { statuses, ...result } = JSON.parse(stdout);
  if (Object.keys(statuses).join() !== `${status}`) {
    throw new Error(
      `${asked.url} answered ${stdout.trim()} in place of ${status} each time`,
    );
  }
  return result;
}
