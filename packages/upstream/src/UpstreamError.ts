import { isError } from '@backstage/errors';

/**
 * Why a call to an upstream gave no usable answer.
 *
 * - `timeout`: no complete answer within the time allowed
 * - `unreachable`: no connection, or it broke before the answer was complete
 * - `refused-status`: an answer with a status the caller does not accept
 * - `too-large`: more bytes than allowed, counted after decompression
 * - `invalid-body`: a complete answer that is not what was agreed (content
 *   type, encoding, JSON or schema), or a redirect that is not followed
 * - `breaker-open`: not tried, since the last tries failed
 * - `overloaded`: not tried, since too many calls are waiting already
 * - `aborted`: the caller gave up
 */
export type UpstreamErrorKind =
  | 'timeout'
  | 'unreachable'
  | 'refused-status'
  | 'too-large'
  | 'invalid-body'
  | 'breaker-open'
  | 'overloaded'
  | 'aborted';

/** What a portal's own API answers when it has nothing better to offer. */
const answerStatuses: Record<UpstreamErrorKind, number> = {
  timeout: 504,
  unreachable: 503,
  'refused-status': 502,
  'too-large': 502,
  'invalid-body': 502,
  'breaker-open': 503,
  overloaded: 503,
  aborted: 503,
};

/**
 * A call to an upstream that failed. Message and cause hold no secrets.
 */
export class UpstreamError extends Error {
  readonly name = 'UpstreamError';
  readonly kind: UpstreamErrorKind;
  /** The upstream's name as the configuration spells it. */
  readonly system: string;
  /** What the caller was about, e.g. `query range`. */
  readonly operation: string;
  /** What went wrong, as the end of a sentence. */
  readonly reason: string;
  /** The status the upstream answered with, if it did. */
  readonly upstreamStatus?: number;
  /** Milliseconds after which the upstream asks to be tried again. */
  readonly retryAfterMs?: number;
  /** Whether the same call may well succeed if it is made again soon. */
  readonly retryable: boolean;
  /** Backstage's error handler answers with this if nobody else handles the error. */
  readonly statusCode: number;

  constructor(options: {
    kind: UpstreamErrorKind;
    system: string;
    operation: string;
    /** Free of secrets. */
    reason: string;
    upstreamStatus?: number;
    retryAfterMs?: number;
    retryable?: boolean;
    cause?: Error;
  }) {
    super(
      `${options.system}: could not ${options.operation}: ${options.reason}`,
      options.cause && { cause: options.cause },
    );
    this.kind = options.kind;
    this.system = options.system;
    this.operation = options.operation;
    this.reason = options.reason;
    this.upstreamStatus = options.upstreamStatus;
    this.retryAfterMs = options.retryAfterMs;
    this.retryable = options.retryable ?? false;
    this.statusCode = answerStatuses[options.kind];
  }
}

/** Tells an {@link UpstreamError}, also one from another copy of this package. */
export function isUpstreamError(error: unknown): error is UpstreamError {
  return isError(error) && error.name === 'UpstreamError' && 'kind' in error;
}
