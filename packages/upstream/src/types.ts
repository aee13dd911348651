import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { Redact } from './redact';
import { Query } from './url';

/**
 * A secret, or a function that gives the current one: for tokens that rotate.
 * It is called for every try.
 */
export type SecretSource = string | (() => string | Promise<string>);

/** When the circuit breaker stops asking. */
export interface BreakerOptions {
  /** Failed tries in a row that open it; 5 by default. */
  consecutiveFailures?: number;
  /** Milliseconds it stays open before one try is let through; 10,000 by default. */
  halfOpenAfterMs?: number;
}

/** How a server of somebody else's is called. */
export interface UpstreamOptions {
  /** Stands in errors, logs and freshness banners, e.g. `prometheus/main`. */
  name: string;
  /** http(s) address, with a path prefix if need be; user info becomes basic authentication. */
  baseUrl: string;
  /** Sent with every request. All values count as secrets. */
  headers?: Record<string, SecretSource>;
  bearerToken?: SecretSource;
  basicAuth?: { username: string; password: SecretSource };
  tls?: {
    /** PEM of the authorities to trust in place of the system's. */
    ca?: string;
    /** PEM of the client certificate. */
    cert?: string;
    /** PEM of the client certificate's key. */
    key?: string;
    /** Name to expect in the server's certificate. */
    serverName?: string;
  };
  /** Milliseconds for the whole call, with waits and retries; 10,000 by default. */
  timeoutMs?: number;
  /** Milliseconds for one try, body included; half of `timeoutMs` by default. */
  attemptTimeoutMs?: number;
  /** Further tries of an idempotent request; 2 by default. */
  retries?: number;
  /** Milliseconds before the first retry; 200 by default; doubles each time. */
  retryDelayMs?: number;
  /** Milliseconds no wait exceeds; 5,000 by default. */
  maxRetryDelayMs?: number;
  /** Requests at once; 8 by default. */
  concurrency?: number;
  /** Requests that may wait for their turn; 64 by default. */
  queueLimit?: number;
  /** Bytes an answer may have, decompressed; 16 MiB by default. */
  maxResponseBytes?: number;
  breaker?: BreakerOptions;
  /** `refuse` by default; `same-origin` follows up to five hops of GET and HEAD. */
  redirects?: 'refuse' | 'same-origin';
  /** The present in milliseconds since the epoch. */
  now?: () => number;
  /** From 0 to 1, for jitter. */
  random?: () => number;
  /** Told when the breaker changes and when a try is repeated. */
  logger?: {
    warn(message: string): void;
    info(message: string): void;
    debug(message: string): void;
  };
  /** Makes the connections; an agent of its own by default. Not closed by `close`. */
  dispatcher?: Dispatcher;
}

/** One call. */
export interface UpstreamRequest {
  /** What this is about, as the end of "could not …": `query the burn rates`. */
  operation: string;
  /** GET by default. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments below the base address; each is encoded. */
  path: readonly string[];
  query?: Query;
  headers?: Record<string, string>;
  /** At most one of these three. */
  json?: unknown;
  form?: Query;
  body?: string | Buffer;
  /** Whether it may be repeated; by default what its method promises. */
  idempotent?: boolean;
  /** Statuses to take for an answer; 200 to 299 by default. */
  acceptStatus?: (status: number) => boolean;
  /** Replaces the upstream's limits for this call. */
  timeoutMs?: number;
  attemptTimeoutMs?: number;
  maxResponseBytes?: number;
  signal?: AbortSignal;
}

/** An accepted answer. */
export interface UpstreamResponse {
  status: number;
  /** Lower-case names; a repeated header's values are joined by a comma. */
  headers: Record<string, string>;
  body: Buffer;
}

/** A call whose answer is JSON of a known shape. */
export interface UpstreamJsonRequest<T> extends UpstreamRequest {
  schema: z.ZodType<T>;
}

/**
 * A server of somebody else's. Every method rejects with an `UpstreamError`,
 * or a `TypeError` for a request that cannot be made (a mistake in the code).
 */
export interface Upstream {
  readonly name: string;
  /** The base address without user info. */
  readonly baseUrl: string;
  /** Calls and gives the body as it is. */
  request(request: UpstreamRequest): Promise<UpstreamResponse>;
  /** Calls, checks the content type and the shape, and gives the parsed value. */
  requestJson<T>(request: UpstreamJsonRequest<T>): Promise<T>;
  /** Calls and gives the body as text (UTF-8). */
  requestText(request: UpstreamRequest): Promise<string>;
  /** Takes this upstream's secrets out of a text. */
  readonly redact: Redact;
  /** Whether calls are let through at present. */
  breakerState(): 'closed' | 'half-open' | 'open';
  /** Ends its connections; calls under way fail. */
  close(): Promise<void>;
}
