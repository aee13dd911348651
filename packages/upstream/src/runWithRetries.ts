import { setTimeout as sleep } from 'node:timers/promises';
import { Policies, turnedAway } from './policies';
import { Redact } from './redact';
import { backoffDelayMs, BackoffOptions } from './retry';
import { toUpstreamError } from './toUpstreamError';
import { UpstreamOptions } from './types';
import { isUpstreamError, UpstreamError } from './UpstreamError';

/** One call, with all its limits decided. */
export interface RunOptions<T> {
  name: string;
  operation: string;
  timeoutMs: number;
  attemptTimeoutMs: number;
  /** Tries after the first. */
  retries: number;
  backoff: BackoffOptions;
  random: () => number;
  logger: UpstreamOptions['logger'];
  policies: Policies;
  redact: Redact;
  /** The caller's. */
  signal?: AbortSignal;
  attempt(signal: AbortSignal): Promise<T>;
}

function inSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(3))} s`;
}

/** Settles with the promise, or as soon as the signal is aborted: what is waited for may not heed it. */
async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Makes one call out of tries, within its total time. */
export async function runWithRetries<T>(options: RunOptions<T>): Promise<T> {
  const startedAt = performance.now();
  const totalTimeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal
    ? AbortSignal.any([options.signal, totalTimeout])
    : totalTimeout;
  const context = {
    system: options.name,
    operation: options.operation,
    redact: options.redact,
  };
  let lastError: UpstreamError | undefined;

  const gaveUp = () =>
    options.signal?.aborted
      ? new UpstreamError({
          ...context,
          kind: 'aborted',
          reason: 'the caller gave up',
        })
      : new UpstreamError({
          ...context,
          kind: 'timeout',
          reason: `there was no answer within ${inSeconds(options.timeoutMs)}${
            lastError ? `; the last try: ${lastError.reason}` : ''
          }`,
          cause: lastError,
        });

  const oneTry = async (): Promise<T> => {
    const tryTimeout = AbortSignal.timeout(options.attemptTimeoutMs);
    try {
      return await options.attempt(AbortSignal.any([signal, tryTimeout]));
    } catch (error) {
      if (signal.aborted) {
        throw gaveUp();
      }
      if (tryTimeout.aborted) {
        throw new UpstreamError({
          ...context,
          kind: 'timeout',
          reason: `there was no answer within ${inSeconds(
            options.attemptTimeoutMs,
          )}`,
          retryable: true,
        });
      }
      throw toUpstreamError(error, context);
    }
  };

  const toCallError = (error: unknown): Error => {
    if (signal.aborted) {
      return gaveUp();
    }
    const kind = turnedAway(error);
    if (kind === 'breaker-open') {
      const because = options.policies.lastFailure();
      return new UpstreamError({
        ...context,
        kind,
        reason: `it is not asked for now, since the last tries failed${
          because ? ` (${because.reason})` : ''
        }`,
        cause: because,
      });
    }
    if (kind === 'overloaded') {
      return new UpstreamError({
        ...context,
        kind,
        reason: 'too many requests are waiting for it already',
      });
    }
    return error as Error;
  };

  if (signal.aborted) {
    throw gaveUp();
  }
  for (let tries = 1; ; tries++) {
    try {
      return await untilAborted(options.policies.run(oneTry, signal), signal);
    } catch (raw) {
      const error = toCallError(raw);
      if (!isUpstreamError(error)) {
        throw error;
      }
      if (error.kind === 'breaker-open' && lastError) {
        // The breaker opened on our own tries: what they met says more.
        throw lastError;
      }
      lastError = error;
    }
    if (!lastError.retryable || tries > options.retries) {
      throw lastError;
    }
    const delayMs = backoffDelayMs(
      tries,
      options.backoff,
      options.random(),
      lastError.retryAfterMs,
    );
    if (performance.now() - startedAt + delayMs >= options.timeoutMs) {
      // Waiting would use up the time: better to hear the reason now.
      throw lastError;
    }
    options.logger?.debug(
      `${lastError.message}; trying again in ${inSeconds(delayMs)}`,
    );
    await sleep(delayMs, undefined, { signal }).catch(() => {
      throw gaveUp();
    });
  }
}
