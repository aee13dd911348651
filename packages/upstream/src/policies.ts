import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import { UpstreamOptions } from './types';
import {
  isUpstreamError,
  UpstreamError,
  UpstreamErrorKind,
} from './UpstreamError';

/** Failures that say the server is unwell, rather than the request. */
const unwell: ReadonlySet<UpstreamErrorKind> = new Set([
  'timeout',
  'unreachable',
]);

function saysUnwell(error: unknown): boolean {
  return (
    isUpstreamError(error) &&
    (unwell.has(error.kind) || (error.upstreamStatus ?? 0) >= 500)
  );
}

/** The limits shared by all calls to one upstream. */
export interface Policies {
  /** Runs one try when there is room, unless the breaker is open. */
  run<T>(fn: () => Promise<T>, signal: AbortSignal): Promise<T>;
  breakerState(): 'closed' | 'half-open' | 'open';
  /** What the breaker last counted against the server. */
  lastFailure(): UpstreamError | undefined;
}

/** Whether {@link Policies.run} turned a try away without making it. */
export function turnedAway(
  error: unknown,
): 'breaker-open' | 'overloaded' | undefined {
  if (error instanceof BrokenCircuitError) {
    return 'breaker-open';
  }
  return error instanceof BulkheadRejectedError ? 'overloaded' : undefined;
}

/** Makes the bulkhead and, inside it, the breaker, which counts single tries. */
export function createPolicies(
  options: Pick<
    UpstreamOptions,
    'name' | 'concurrency' | 'queueLimit' | 'breaker' | 'logger'
  >,
): Policies {
  const limiter = bulkhead(options.concurrency ?? 8, options.queueLimit ?? 64);
  const breaker = circuitBreaker(
    handleWhen(
      error =>
        saysUnwell(error) ||
        // A probe whose caller gave up has proved nothing: stay open.
        (breaker.state === CircuitState.HalfOpen &&
          isUpstreamError(error) &&
          error.kind === 'aborted'),
    ),
    {
      breaker: new ConsecutiveBreaker(
        options.breaker?.consecutiveFailures ?? 5,
      ),
      halfOpenAfter: options.breaker?.halfOpenAfterMs ?? 10_000,
    },
  );
  breaker.onBreak(() =>
    options.logger?.warn(
      `${options.name}: no more requests for now, since the last ones failed`,
    ),
  );
  breaker.onReset(() => options.logger?.info(`${options.name}: answers again`));

  return {
    run: (fn, signal) =>
      limiter.execute(() => breaker.execute(fn, signal), signal),
    breakerState: () => {
      switch (breaker.state) {
        case CircuitState.Closed:
          return 'closed';
        case CircuitState.HalfOpen:
          return 'half-open';
        default:
          return 'open';
      }
    },
    lastFailure: () => {
      const failure = breaker.lastFailure;
      return failure && 'error' in failure && isUpstreamError(failure.error)
        ? failure.error
        : undefined;
    },
  };
}
