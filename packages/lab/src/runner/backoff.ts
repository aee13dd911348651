/** When a part that ended by itself is started again. */
export interface RestartRule {
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Ready for this long, a part counts as well again. */
  readonly forgiveAfterMs: number;
  /** How many failures in a row are accepted of a part that never was ready. */
  readonly attempts: number;
}

export const defaultRestartRule: RestartRule = {
  firstDelayMs: 500,
  longestDelayMs: 30_000,
  forgiveAfterMs: 30_000,
  attempts: 6,
};

/** What is known of a part when it has just failed. */
export interface FailureHistory {
  /** Failures in a row, including this one; at least 1. */
  readonly failures: number;
  /** Whether it was ready at any time in this run. */
  readonly everReady: boolean;
}

/** The next act: another start after a pause, or giving up. */
export type RestartDecision =
  | { kind: 'restart'; delayMs: number }
  | { kind: 'give-up' };

/**
 * Pauses double from failure to failure up to the longest. What once worked is
 * tried for ever, for its trouble may be that of a neighbour; what never
 * worked is wrong in itself, and saying so helps more than trying again.
 */
export function decideRestart(
  { failures, everReady }: FailureHistory,
  rule: RestartRule = defaultRestartRule,
): RestartDecision {
  if (!everReady && failures >= rule.attempts) {
    return { kind: 'give-up' };
  }
  const delayMs = rule.firstDelayMs * 2 ** Math.min(failures - 1, 30);
  return { kind: 'restart', delayMs: Math.min(delayMs, rule.longestDelayMs) };
}
