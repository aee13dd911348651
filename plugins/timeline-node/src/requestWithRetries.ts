import { setTimeout as sleep } from 'node:timers/promises';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';

/** How patient {@link requestWithRetries} is. */
export interface RetryOptions {
  /** Tries in all, the first included. */
  attempts: number;
  /** Milliseconds one try may take. */
  attemptTimeoutMs: number;
  /** Milliseconds before the second try; doubles each time, half of it random. */
  backoffMs: number;
  /** Most milliseconds between two tries, also where the server asks for more. */
  maxBackoffMs: number;
}

/** Answers after which the same request may succeed later. */
const passingStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);

function delayMs(
  options: RetryOptions,
  attempt: number,
  retryAfter: string | null,
): number {
  const ceiling = Math.min(
    options.backoffMs * 2 ** (attempt - 1),
    options.maxBackoffMs,
  );
  const jittered = ceiling / 2 + (Math.random() * ceiling) / 2;
  const askedMs = Number(retryAfter ?? 0) * 1000;
  return Math.min(Math.max(jittered, askedMs || 0), options.maxBackoffMs);
}

/**
 * Sends a request that is safe to repeat until it is answered.
 *
 * @param send - makes one try, with a fresh token; must heed the signal
 * @throws ResponseError for an answer that will not change by asking again
 * @throws ServiceUnavailableError when all tries have failed
 */
export async function requestWithRetries(
  send: (signal: AbortSignal) => Promise<Response>,
  options: RetryOptions & { operation: string; signal?: AbortSignal },
): Promise<Response> {
  let lastError: unknown;
  for (let attempt = 1; attempt <= options.attempts; attempt++) {
    let retryAfter: string | null = null;
    try {
      const attemptSignal = AbortSignal.timeout(options.attemptTimeoutMs);
      const response = await send(
        options.signal
          ? AbortSignal.any([options.signal, attemptSignal])
          : attemptSignal,
      );
      if (response.ok) {
        return response;
      }
      lastError = await ResponseError.fromResponse(response);
      if (!passingStatuses.has(response.status)) {
        break;
      }
      retryAfter = response.headers.get('retry-after');
    } catch (error) {
      options.signal?.throwIfAborted();
      lastError = error;
    }
    if (attempt < options.attempts) {
      await sleep(delayMs(options, attempt, retryAfter), undefined, {
        signal: options.signal,
      });
    }
  }
  if (
    lastError instanceof ResponseError &&
    !passingStatuses.has(lastError.statusCode)
  ) {
    throw lastError;
  }
  throw new ServiceUnavailableError(
    `The timeline could not ${options.operation} after ${options.attempts} tries`,
    lastError,
  );
}
