import { burnRate, secondsToExhaustion } from '../budget';
import { SloState, WindowMeasurement } from '../state';
import { poissonInterval } from './poisson';

const secondsPerDay = 86_400;

/** Windows shorter than this are mostly noise, for a look ahead of hours and days. */
const shortestSeconds = 30 * 60;
/** Windows longer than this tell of the past. */
const longestSeconds = secondsPerDay;
/** The window that stands for now: long enough to be calm, short enough to be present. */
const presentSeconds = 3_600;

/** What a forecast is made of; an SLO has it all. */
export interface ForecastFacts {
  /** T, a ratio from 0 to 1. */
  objective?: number;
  periodDays: number;
  /** Share of the period's budget that is left; absent if unknown. */
  budgetRemaining?: number;
  windows: readonly WindowMeasurement[];
  /** What is stale or without data is not forecast. */
  state: SloState;
}

/** The burn that a forecast goes by. */
export interface PresentBurn {
  /** Prometheus duration of the window that stands for now. */
  window: string;
  burnRate: number;
}

/**
 * How much a forecast is worth, by how far its ends lie apart.
 * - `firm`: the last of them is at most 1.5 times as far as the first
 * - `rough`: at most 4 times
 * - `uncertain`: more, or it may not come at all
 */
export type ForecastConfidence = 'firm' | 'rough' | 'uncertain';

/**
 * When a budget will be gone.
 * - `unknown`: there is nothing to say it by
 * - `spent`: it is gone
 * - `lasts`: at the present rate it will not be gone; `recovering` if it
 *   burned faster than sustainable before
 * - `exhausts`: at the present rate it will be
 */
export type ExhaustionForecast =
  | {
      kind: 'unknown';
      missing: 'objective' | 'budget' | 'burn-rate' | 'present';
    }
  | { kind: 'spent' }
  | {
      kind: 'lasts';
      present: PresentBurn;
      recovering: boolean;
      /** Seconds until it would be gone if the fastest of the recent burns came back. */
      earliestSeconds?: number;
    }
  | {
      kind: 'exhausts';
      present: PresentBurn;
      seconds: number;
      earliestSeconds: number;
      /** Absent if it may not come at all. */
      latestSeconds?: number;
      confidence: ForecastConfidence;
    };

/**
 * Forecasts when the error budget will be gone.
 *
 * The forecast itself goes by the burn of the last hour: `remaining x period /
 * BR`, as if no failure left the period meanwhile. Its earliest end is the same
 * with the fastest burn of the windows from half an hour to a day. Its latest
 * end takes the slowest of them, and lets the failures of the past leave the
 * period evenly: then the budget loses `BR - (1 - remaining)` of itself in a
 * period, and is never gone at a burn rate of 1 or less. Where the traffic is
 * known, each burn counts with the 90 % interval of the failures that it was
 * counted from.
 *
 * @param eventsPerSecond - at present; absent if unknown
 */
export function forecastExhaustion(
  facts: ForecastFacts,
  eventsPerSecond?: number,
): ExhaustionForecast {
  const { objective, budgetRemaining: remaining, periodDays, state } = facts;
  if (state === 'stale' || state === 'no-data') {
    return { kind: 'unknown', missing: 'present' };
  }
  if (objective === undefined || objective >= 1) {
    return { kind: 'unknown', missing: 'objective' };
  }
  if (remaining === undefined) {
    return { kind: 'unknown', missing: 'budget' };
  }
  if (remaining <= 0) {
    return { kind: 'spent' };
  }
  const burns = recentBurns(facts.windows, objective, eventsPerSecond);
  const present =
    burns.find(({ seconds }) => seconds === presentSeconds) ?? burns.at(0);
  if (!present) {
    return { kind: 'unknown', missing: 'burn-rate' };
  }
  const fastest = Math.max(...burns.map(({ high }) => high));
  const slowest = Math.min(...burns.map(({ low }) => low));
  const earliestSeconds = secondsToExhaustion(remaining, periodDays, fastest);
  const { window, burnRate: rate } = present;
  if (rate <= 1) {
    return {
      kind: 'lasts',
      present: { window, burnRate: rate },
      recovering: burns.some(
        burn => burn.seconds > present.seconds && burn.burnRate > 1,
      ),
      ...(fastest > 1 && { earliestSeconds }),
    };
  }
  const latestSeconds = evenlyRelieved(remaining, periodDays, slowest);
  return {
    kind: 'exhausts',
    present: { window, burnRate: rate },
    seconds: secondsToExhaustion(remaining, periodDays, rate),
    earliestSeconds,
    ...(latestSeconds !== undefined && { latestSeconds }),
    confidence: confidenceOf(earliestSeconds, latestSeconds),
  };
}

interface RecentBurn extends PresentBurn {
  seconds: number;
  low: number;
  high: number;
}

/** Shortest first. Without any of the wanted length, the shortest there is. */
function recentBurns(
  windows: readonly WindowMeasurement[],
  objective: number,
  eventsPerSecond: number | undefined,
): RecentBurn[] {
  const burns = windows
    .flatMap(({ window, seconds, errorRatio }): RecentBurn[] => {
      const rate =
        errorRatio === undefined ? undefined : burnRate(errorRatio, objective);
      if (rate === undefined) {
        return [];
      }
      const failed = errorRatio! * (eventsPerSecond ?? 0) * seconds;
      return [{ window, seconds, burnRate: rate, ...limitsOf(rate, failed) }];
    })
    .sort((a, b) => a.seconds - b.seconds);
  const recent = burns.filter(
    ({ seconds }) => seconds >= shortestSeconds && seconds <= longestSeconds,
  );
  return recent.length > 0 ? recent : burns.slice(0, 1);
}

/** Between which rates a burn lies, going by how many failures it was counted from. */
function limitsOf(rate: number, failed: number) {
  if (!(failed > 0)) {
    return { low: rate, high: rate };
  }
  const { low, high } = poissonInterval(failed);
  // The limits surround what was measured, however few it was measured from.
  return {
    low: Math.min(rate, (rate * low) / failed),
    high: Math.max(rate, (rate * high) / failed),
  };
}

/** `undefined` if the failures leave as fast as they come. */
function evenlyRelieved(
  remaining: number,
  periodDays: number,
  rate: number,
): number | undefined {
  return rate > 1
    ? (remaining * periodDays * secondsPerDay) / (rate - (1 - remaining))
    : undefined;
}

function confidenceOf(
  earliest: number,
  latest: number | undefined,
): ForecastConfidence {
  if (latest === undefined || latest > 4 * earliest) {
    return 'uncertain';
  }
  return latest <= 1.5 * earliest ? 'firm' : 'rough';
}
