import { type Dispatcher, request as undiciRequest } from 'undici';
import { acceptedEncodings, readBody } from './readBody';
import { UpstreamResponse } from './types';

/** Everything one try needs, decided beforehand. */
export interface AttemptOptions {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  maxResponseBytes: number;
  /** How many redirects within the origin to follow. */
  maxRedirects: number;
  dispatcher: Dispatcher;
  signal: AbortSignal;
}

/** A redirect that is not followed. */
export class RedirectError extends Error {
  readonly name = 'RedirectError';
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const statusesWithoutBody = new Set([204, 205, 304]);

function redirectTarget(
  from: URL,
  location: string | undefined,
  options: AttemptOptions,
  hops: number,
): URL {
  if (options.maxRedirects === 0) {
    throw new RedirectError('it answers with a redirect, which is refused');
  }
  if (hops >= options.maxRedirects) {
    throw new RedirectError('it redirects in circles or too often');
  }
  if (options.method !== 'GET' && options.method !== 'HEAD') {
    throw new RedirectError(`it redirects a ${options.method} request`);
  }
  if (location === undefined || !URL.canParse(location, from)) {
    throw new RedirectError('it redirects to no valid address');
  }
  const target = new URL(location, from);
  if (target.origin !== from.origin) {
    // Following would hand our credentials to whoever is there.
    throw new RedirectError(
      `it redirects to another origin (${target.origin}), which is refused`,
    );
  }
  target.username = '';
  target.password = '';
  return target;
}

function flattenHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) {
      flat[name.toLowerCase()] = Array.isArray(value)
        ? value.join(', ')
        : value;
    }
  }
  return flat;
}

/**
 * Makes one request and reads its answer to the end, following redirects only
 * within the origin.
 */
export async function attempt(
  options: AttemptOptions,
): Promise<UpstreamResponse> {
  let url = options.url;
  for (let hops = 0; ; hops++) {
    const response = await undiciRequest(url, {
      method: options.method as Dispatcher.HttpMethod,
      headers: { 'accept-encoding': acceptedEncodings, ...options.headers },
      body: options.body,
      dispatcher: options.dispatcher,
      signal: options.signal,
    });
    const headers = flattenHeaders(response.headers);
    if (redirectStatuses.has(response.statusCode)) {
      // Reading on would only keep the connection busy; errors here are moot.
      response.body.on('error', () => {}).destroy();
      url = redirectTarget(url, headers.location, options, hops);
      continue;
    }
    const withoutBody =
      options.method === 'HEAD' || statusesWithoutBody.has(response.statusCode);
    const body = await readBody(
      response.body,
      withoutBody ? undefined : headers['content-encoding'],
      options.maxResponseBytes,
      options.signal,
    );
    return { status: response.statusCode, headers, body };
  }
}
