import { HealthState } from '@goreliable/upstream-common';
import { AlertPair, AlertSeverity, evaluatePair } from './alertPairs';

/** The error ratio over one window, as the source recorded it. */
export interface WindowMeasurement {
  /** Prometheus duration, e.g. `5m`. */
  window: string;
  seconds: number;
  /**
   * `no-traffic`: the source recorded 0/0, so there was nothing to judge.
   * `invalid`: it recorded an infinite value.
   */
  condition: 'measured' | 'no-traffic' | 'invalid';
  /** Present exactly if the condition is `measured`. */
  errorRatio?: number;
}

/** What {@link decideState} judges by. */
export interface SloFacts {
  /** T, a ratio from 0 to 1; absent if the source records none. */
  objective?: number;
  /** Only windows that the source has a value for. */
  windows: readonly WindowMeasurement[];
  /** Share of the period's budget that is left; absent if unknown. */
  budgetRemaining?: number;
  /** When the newest error ratio was recorded, in milliseconds since the epoch. */
  sampleAtMs?: number;
  /** Since when a source that answers has not named this SLO any more. */
  vanishedAtMs?: number;
  /** The alert pairs that hold for its period. */
  pairs: readonly AlertPair[];
}

/** Why an SLO is in its state. */
export type SloReason =
  | { code: 'burning'; severity: AlertSeverity; pairs: string[] }
  | { code: 'budget-spent' }
  | { code: 'within-objective' }
  | { code: 'no-traffic'; window: string }
  | { code: 'not-recorded'; window?: string }
  /** A spec declares it; the source that should record it does not know it. */
  | { code: 'not-loaded'; source: string }
  | { code: 'invalid'; window: string }
  | { code: 'objective-unknown' }
  | { code: 'vanished'; since: string }
  | { code: 'sample-old'; sampleAt: string };

/** The states of {@link HealthState} that an SLO can have. */
export type SloState = Extract<
  HealthState,
  'ok' | 'warning' | 'critical' | 'no-traffic' | 'no-data' | 'stale'
>;

/** An SLO's state with the reason for it. */
export interface SloVerdict {
  state: SloState;
  reason: SloReason;
}

/**
 * Judges an SLO.
 *
 * What is not known comes first: an old or missing measurement is never
 * reported as healthy, nor as burning. Then what alerts would do: a page-level
 * pair makes it `critical`, a ticket-level pair `warning`. A spent budget is a
 * `warning` even when nothing burns, for the objective is missed. `ok` needs
 * a measurement in the shortest window that alerts look at.
 *
 * @param now - milliseconds since the epoch
 * @param staleAfterMs - age from which a sample says nothing of the present
 */
export function decideState(
  facts: SloFacts,
  now: number,
  staleAfterMs: number,
): SloVerdict {
  return unknownVerdict(facts, now, staleAfterMs) ?? knownVerdict(facts);
}

function unknownVerdict(
  facts: SloFacts,
  now: number,
  staleAfterMs: number,
): SloVerdict | undefined {
  const { vanishedAtMs, sampleAtMs } = facts;
  if (vanishedAtMs !== undefined) {
    const since = new Date(vanishedAtMs).toISOString();
    return { state: 'no-data', reason: { code: 'vanished', since } };
  }
  if (facts.windows.length === 0 || sampleAtMs === undefined) {
    return { state: 'no-data', reason: { code: 'not-recorded' } };
  }
  if (now - sampleAtMs > staleAfterMs) {
    const sampleAt = new Date(sampleAtMs).toISOString();
    return { state: 'stale', reason: { code: 'sample-old', sampleAt } };
  }
  if (facts.objective === undefined) {
    return { state: 'no-data', reason: { code: 'objective-unknown' } };
  }
  return undefined;
}

function knownVerdict(facts: SloFacts): SloVerdict {
  const { objective = NaN, windows, pairs } = facts;
  const firing = pairs.filter(
    pair => evaluatePair(pair, objective, windows).phase === 'firing',
  );
  for (const severity of ['page', 'ticket'] as const) {
    const ids = firing
      .filter(pair => pair.severity === severity)
      .map(({ id }) => id);
    if (ids.length > 0) {
      return {
        state: severity === 'page' ? 'critical' : 'warning',
        reason: { code: 'burning', severity, pairs: ids },
      };
    }
  }

  const shortest = shortestWindow(facts);
  if (shortest.measurement?.condition !== 'measured') {
    const { window } = shortest;
    switch (shortest.measurement?.condition) {
      case 'no-traffic':
        return { state: 'no-traffic', reason: { code: 'no-traffic', window } };
      case 'invalid':
        return { state: 'no-data', reason: { code: 'invalid', window } };
      default:
        return { state: 'no-data', reason: { code: 'not-recorded', window } };
    }
  }
  if (facts.budgetRemaining !== undefined && facts.budgetRemaining <= 0) {
    return { state: 'warning', reason: { code: 'budget-spent' } };
  }
  return { state: 'ok', reason: { code: 'within-objective' } };
}

/** The window that says most about now: the alerts' shortest, else the shortest recorded. */
function shortestWindow({ pairs, windows }: SloFacts): {
  window: string;
  measurement?: WindowMeasurement;
} {
  const wanted = pairs
    .map(pair => ({ window: pair.shortWindow, seconds: pair.shortSeconds }))
    .concat(pairs.length === 0 ? windows : [])
    .reduce((a, b) => (b.seconds < a.seconds ? b : a));
  return {
    window: wanted.window,
    measurement: windows.find(({ seconds }) => seconds === wanted.seconds),
  };
}
