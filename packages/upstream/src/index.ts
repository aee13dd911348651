/**
 * Calling somebody else's server safely: limits, retries, a breaker, typed
 * errors without secrets, and the last known answer for when it is down.
 *
 * @packageDocumentation
 */
export * from './config';
export { createUpstream } from './createUpstream';
export * from './lastKnown';
export { createRedact, redactError, type Redact } from './redact';
export { backoffDelayMs, parseRetryAfterMs } from './retry';
export type * from './types';
export {
  isUpstreamError,
  UpstreamError,
  type UpstreamErrorKind,
} from './UpstreamError';
export { buildUrl, type Query } from './url';
