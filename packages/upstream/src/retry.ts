/** How long to wait between tries. */
export interface BackoffOptions {
  /** Milliseconds before the second try, before jitter. */
  initialDelayMs: number;
  /** Milliseconds no wait exceeds. */
  maxDelayMs: number;
}

/**
 * Milliseconds to wait after a failed try: doubling each time, up to the
 * limit, the upper half of it random so that many callers do not return at
 * once. What the upstream asks for in Retry-After is a lower bound.
 *
 * @param attempt - tries made so far, from 1
 * @param random - from 0 to 1, as `Math.random` gives it
 */
export function backoffDelayMs(
  attempt: number,
  options: BackoffOptions,
  random: number,
  retryAfterMs: number = 0,
): number {
  const ceiling = Math.min(
    options.initialDelayMs * 2 ** (attempt - 1),
    options.maxDelayMs,
  );
  return Math.max(ceiling * (0.5 + random / 2), retryAfterMs);
}

/**
 * Milliseconds that a Retry-After header asks for, in either of its forms
 * (seconds or an HTTP date, RFC 9110 section 10.2.3); undefined if it cannot
 * be read.
 */
export function parseRetryAfterMs(
  header: string | undefined,
  nowMs: number,
): number | undefined {
  if (header === undefined) {
    return undefined;
  }
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) {
    return Number(text) * 1000;
  }
  // Only what looks like an HTTP date: Date.parse would take '-5' for a year.
  const atMs = /^[A-Z][a-z]{2},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

/** Methods whose repetition changes nothing (RFC 9110 section 9.2.2). */
export const idempotentMethods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'OPTIONS',
  'PUT',
  'DELETE',
]);

/** Statuses after which the same request may succeed soon. */
export const retryableStatuses: ReadonlySet<number> = new Set([
  408, 425, 429, 500, 502, 503, 504,
]);
