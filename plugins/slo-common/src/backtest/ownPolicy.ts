import { AlertPair, AlertSeverity } from '../alertPairs';
import { formatPromDuration, promDurationSeconds } from '../promDuration';
import { rateInWords } from '../words';
import { PolicyCandidate } from './types';

/** More policies of one's own than these cannot be compared at a glance. */
export const mostOwnPolicies = 4;
const mostPairs = 6;
const shortestSeconds = 300;
/** Longer ones would have to be filled from long before what is judged. */
const longestSeconds = 7 * 86_400;
const highestFactor = 10_000;

/** One condition of an alert, as a person writes it. */
export interface OwnPair {
  severity: AlertSeverity;
  /** Prometheus durations. */
  longWindow: string;
  shortWindow: string;
  /** Burn rate that both windows have to exceed. */
  factor: number;
}

/**
 * A policy as text for an address, which also is its id:
 * `page-1h-5m-14.4_page-6h-30m-6_ticket-3d-6h-1`. Made only of characters that
 * an address carries as they are.
 */
export function formatOwnPolicy(pairs: readonly OwnPair[]): string {
  return pairs
    .map(({ severity, longWindow, shortWindow, factor }) =>
      [severity, longWindow, shortWindow, factor].join('-'),
    )
    .join('_');
}

/** What a text stands for, or what is wrong with it, as the end of a sentence. */
export type ParsedOwnPolicy =
  | { kind: 'policy'; pairs: OwnPair[] }
  | { kind: 'problem'; message: string };

/** Reads what {@link formatOwnPolicy} writes. */
export function parseOwnPolicy(text: string): ParsedOwnPolicy {
  const parts = text.split('_');
  if (parts.length > mostPairs) {
    return problem(`must have at most ${mostPairs} pairs`);
  }
  const pairs: OwnPair[] = [];
  for (const part of parts) {
    const match =
      /^(page|ticket)-([0-9a-z]+)-([0-9a-z]+)-(\d+(?:\.\d+)?)$/.exec(part);
    if (!match) {
      return problem(
        `has '${part}', which is no pair such as page-1h-5m-14.4: severity, long window, short window, burn rate`,
      );
    }
    const [, severity, longWindow, shortWindow, factor] = match;
    const pair: OwnPair = {
      severity: severity as AlertSeverity,
      longWindow,
      shortWindow,
      factor: Number(factor),
    };
    const message = problemWith(pair);
    if (message !== undefined) {
      return problem(`has '${part}', ${message}`);
    }
    pairs.push(pair);
  }
  return { kind: 'policy', pairs };
}

function problem(message: string): ParsedOwnPolicy {
  return { kind: 'problem', message };
}

/** Why a pair cannot be tried, as the end of a sentence; `undefined` if it can. */
export function problemWith(pair: OwnPair): string | undefined {
  const long = promDurationSeconds(pair.longWindow);
  const short = promDurationSeconds(pair.shortWindow);
  if (long === undefined || short === undefined) {
    return 'whose windows must be Prometheus durations, such as 5m, 1h or 1d';
  }
  if (short >= long) {
    return 'whose long window must be longer than its short one';
  }
  if (short < shortestSeconds || long > longestSeconds) {
    return 'whose windows must be from 5m to 7d';
  }
  if (!(pair.factor > 0) || pair.factor > highestFactor) {
    return `whose burn rate must be more than 0 and at most ${highestFactor}`;
  }
  return undefined;
}

/**
 * A policy of a person's own for SLOs of a period.
 *
 * @param pairs - as {@link parseOwnPolicy} has let them through
 */
export function ownPolicy(
  pairs: readonly OwnPair[],
  periodDays: number,
): PolicyCandidate {
  return {
    id: formatOwnPolicy(pairs),
    pairs: pairs.map((pair, index): AlertPair => {
      const longSeconds = promDurationSeconds(pair.longWindow)!;
      const shortSeconds = promDurationSeconds(pair.shortWindow)!;
      const isFirst =
        pairs.findIndex(({ severity }) => severity === pair.severity) === index;
      return {
        // Two may have the same windows and differ in their burn rate only.
        id: formatOwnPolicy([pair]),
        severity: pair.severity,
        speed: isFirst ? 'quick' : 'slow',
        errorBudgetPercent:
          (100 * pair.factor * longSeconds) / (periodDays * 86_400),
        shortWindow: formatPromDuration(shortSeconds),
        longWindow: formatPromDuration(longSeconds),
        shortSeconds,
        longSeconds,
        factor: pair.factor,
      };
    }),
  };
}

/** What a policy of one's own is called: `1h/5m above 14.4, 6h/30m above 6`. */
export function ownPolicyTitle(pairs: readonly OwnPair[]): string {
  const paging = pairs.filter(({ severity }) => severity === 'page');
  const shown = paging.length > 0 ? paging : pairs;
  return `Own: ${shown
    .map(
      ({ longWindow, shortWindow, factor }) =>
        `${longWindow}/${shortWindow} above ${rateInWords(factor)}`,
    )
    .join(', ')}`;
}
