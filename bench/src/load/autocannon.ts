import { execFile } from 'node:child_process';
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
 * @throws Error if any answer has another status, or none came
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { url, headers, status, seconds, connections, perSecond } = options;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      require.resolve('autocannon/autocannon.js'),
      ...['--json', '--no-progress'],
      ...['--connections', `${connections}`, '--duration', `${seconds}`],
      ...(perSecond ? ['--overallRate', `${perSecond}`] : []),
      ...Object.entries(headers).flatMap(([name, value]) => [
        '--headers',
        `${name}=${value}`,
      ]),
      url,
    ],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const result = JSON.parse(stdout);
  const statuses = Object.keys(result.statusCodeStats ?? {});
  if (statuses.join() !== `${status}` || result.errors > 0) {
    throw new Error(
      `${url} answered ${JSON.stringify(result.statusCodeStats)} with ${
        result.errors
      } errors in place of ${status} each time`,
    );
  }
  return {
    requestsPerSecond: result.requests.average,
    p99Ms: result.latency.p99,
  };
}
