import { formatPromDuration, promDurationSeconds } from './promDuration';
import { errorBudget } from './budget';
import type { RecordingTool } from './sloKey';

/** What an alert asks of people: to act now, or to act in the next days. */
export type AlertSeverity = 'page' | 'ticket';

/** One condition of a multi-window burn rate alert. */
export interface AlertWindow {
  severity: AlertSeverity;
  /** `quick` catches what burns fast, `slow` what burns for long. */
  speed: 'quick' | 'slow';
  /** Percent of the period's budget that is gone when the long window fires. */
  errorBudgetPercent: number;
  /** Prometheus duration, as in the recorded series' name. */
  shortWindow: string;
  /** Prometheus duration, as in the recorded series' name. */
  longWindow: string;
}

/** An {@link AlertWindow} for a certain period. */
export interface AlertPair extends AlertWindow {
  /** Names the pair within an SLO, e.g. `page-quick`. */
  id: string;
  shortSeconds: number;
  longSeconds: number;
  /** Burn rate that both windows have to exceed. */
  factor: number;
}

/** The pairs that hold for SLOs of one period. */
export interface AlertPolicy {
  periodDays: number;
  /** Whose alerts they are; absent for Sloth's, as in the key of an SLO. */
  tool?: RecordingTool;
  pairs: AlertPair[];
}

/** The pairs that hold for an SLO; none if its policy is not among them. */
export function alertPairsOf(
  policies: readonly AlertPolicy[],
  slo: { periodDays: number; tool?: RecordingTool },
): AlertPair[] {
  return (
    policies.find(
      ({ periodDays, tool }) =>
        periodDays === slo.periodDays && tool === slo.tool,
    )?.pairs ?? []
  );
}

/**
 * The Site Reliability Workbook's table 5-8, with the 1d/2h pair that its
 * example queries and Sloth add. The percentages are of any period; the
 * factors follow from it.
 */
export const workbookAlertWindows: readonly AlertWindow[] = [
  {
    severity: 'page',
    speed: 'quick',
    errorBudgetPercent: 2,
    shortWindow: '5m',
    longWindow: '1h',
  },
  {
    severity: 'page',
    speed: 'slow',
    errorBudgetPercent: 5,
    shortWindow: '30m',
    longWindow: '6h',
  },
  {
    severity: 'ticket',
    speed: 'quick',
    errorBudgetPercent: 10,
    shortWindow: '2h',
    longWindow: '1d',
  },
  {
    severity: 'ticket',
    speed: 'slow',
    errorBudgetPercent: 10,
    shortWindow: '6h',
    longWindow: '3d',
  },
];

/**
 * The burn rate at which a share of the budget is gone within one window:
 * `percent / 100 x period / long window`. Computed in the order in which Sloth
 * does it, so that both round alike and thresholds are the same to the digit.
 */
export function burnRateFactor(
  errorBudgetPercent: number,
  periodDays: number,
  longSeconds: number,
): number {
  const hours = (errorBudgetPercent * (periodDays * 24)) / 100;
  return hours / (longSeconds / 3_600);
}

/**
 * The alert pairs of SLOs with a period.
 *
 * @param windows - Sloth's default for 30 and 28 days is the Workbook's table
 * @throws RangeError for a window that is no Prometheus duration, or a long
 *   window that is not longer than its short one
 */
export function alertPairsFor(
  periodDays: number,
  windows: readonly AlertWindow[] = workbookAlertWindows,
): AlertPair[] {
  return windows.map(window => {
    const shortSeconds = promDurationSeconds(window.shortWindow);
    const longSeconds = promDurationSeconds(window.longWindow);
    if (!shortSeconds || !longSeconds || shortSeconds >= longSeconds) {
      throw new RangeError(
        `The alert windows ${window.shortWindow} and ${window.longWindow} must be Prometheus durations, the short one first`,
      );
    }
    return {
      ...window,
      id: `${window.severity}-${window.speed}`,
      shortWindow: formatPromDuration(shortSeconds),
      longWindow: formatPromDuration(longSeconds),
      shortSeconds,
      longSeconds,
      factor: burnRateFactor(
        window.errorBudgetPercent,
        periodDays,
        longSeconds,
      ),
    };
  });
}

/**
 * Whether a pair can fire at all: an error ratio cannot exceed 1, so from
 * `factor x B >= 1` on it never does (14.4 x is dead at objectives of 93.05 %
 * and below).
 */
export function isReachable(
  pair: Pick<AlertPair, 'factor'>,
  objective: number,
): boolean {
  return pair.factor * errorBudget(objective) < 1;
}

/**
 * Where a pair stands.
 * - `firing`: both windows exceed the threshold
 * - `increasing`: only the short one; the long one follows if it goes on
 * - `recovering`: only the long one; the burn has stopped
 * - `quiet`: neither
 * - `unknown`: a window has no measurement
 */
export type PairPhase =
  | 'firing'
  | 'increasing'
  | 'recovering'
  | 'quiet'
  | 'unknown';

/** An alert pair with what was measured in its windows. */
export interface EvaluatedPair {
  pair: AlertPair;
  phase: PairPhase;
  /** Error ratio that both windows have to exceed: `factor x B`. */
  threshold: number;
  shortRatio?: number;
  longRatio?: number;
}

/**
 * Compares a pair's windows with its threshold, by the same strict comparison
 * as the alert rules that Sloth generates, so that the portal never disagrees
 * with the pager. It holds for an objective of 100 % too, where the threshold
 * is 0 and any error counts.
 *
 * @param windows - finite error ratios by window; a window without
 *   measurement has none
 */
export function evaluatePair(
  pair: AlertPair,
  objective: number,
  windows: readonly { seconds: number; errorRatio?: number }[],
): EvaluatedPair {
  const ratioOf = (seconds: number) =>
    windows.find(window => window.seconds === seconds)?.errorRatio;
  const shortRatio = ratioOf(pair.shortSeconds);
  const longRatio = ratioOf(pair.longSeconds);
  const threshold = pair.factor * errorBudget(objective);
  return {
    pair,
    threshold,
    phase: phaseOf(shortRatio, longRatio, threshold),
    ...(shortRatio !== undefined && { shortRatio }),
    ...(longRatio !== undefined && { longRatio }),
  };
}

function phaseOf(
  shortRatio: number | undefined,
  longRatio: number | undefined,
  threshold: number,
): PairPhase {
  if (shortRatio === undefined || longRatio === undefined) {
    return 'unknown';
  }
  if (longRatio > threshold) {
    return shortRatio > threshold ? 'firing' : 'recovering';
  }
  return shortRatio > threshold ? 'increasing' : 'quiet';
}
