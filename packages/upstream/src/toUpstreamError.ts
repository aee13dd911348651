import { isError } from '@backstage/errors';
import { RedirectError } from './attempt';
import { classify } from './classify';
import { InvalidBodyError } from './decode';
import { Redact, redactError } from './redact';
import { parseRetryAfterMs, retryableStatuses } from './retry';
import { UpstreamResponse } from './types';
import { isUpstreamError, UpstreamError } from './UpstreamError';

/** Bytes of a refusal's body that go into the message. */
const excerptBytes = 300;

/** Whose failure it is, and how to keep its secrets. */
export interface ErrorContext {
  system: string;
  operation: string;
  redact: Redact;
}

/** An answer whose status the caller does not accept. */
export function refusedStatus(
  response: UpstreamResponse,
  context: ErrorContext & { nowMs: number },
): UpstreamError {
  const { system, operation, redact, nowMs } = context;
  const excerpt = redact(response.body.toString('utf8'))
    .slice(0, excerptBytes)
    .replace(/[\s\p{Cc}\ufffd]+/gu, ' ')
    .trim();
  return new UpstreamError({
    kind: 'refused-status',
    system,
    operation,
    reason: `it answered with status ${response.status}${
      excerpt ? `: ${excerpt}` : ''
    }`,
    upstreamStatus: response.status,
    retryAfterMs: parseRetryAfterMs(response.headers['retry-after'], nowMs),
    retryable: retryableStatuses.has(response.status),
  });
}

/**
 * A raw failure as an {@link UpstreamError} without secrets.
 *
 * @throws TypeError if the request itself was malformed, say a header with a
 *   line break: that is a mistake of ours, not the upstream's failure
 */
export function toUpstreamError(
  error: unknown,
  context: ErrorContext,
): UpstreamError {
  if (isUpstreamError(error)) {
    return error;
  }
  const { system, operation, redact } = context;
  const raw = isError(error) ? error : new Error(String(error));
  if ((raw as { code?: unknown }).code === 'UND_ERR_INVALID_ARG') {
    throw new TypeError(
      `${system}: could not ${operation}: ${redact(raw.message)}`,
    );
  }
  const { kind, reason, retryable } =
    raw instanceof InvalidBodyError || raw instanceof RedirectError
      ? ({
          kind: 'invalid-body',
          reason: raw.message,
          retryable: false,
        } as const)
      : classify(raw);
  return new UpstreamError({
    kind,
    system,
    operation,
    reason: redact(reason),
    retryable,
    cause: redactError(raw, redact),
  });
}
