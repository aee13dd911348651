import { AlertPair } from '../alertPairs';
import { badEventsLeft, errorBudget } from '../budget';

const secondsPerDay = 86_400;

/** What an alert pair needs at the present traffic. */
export interface PairAtTraffic {
  pair: AlertPair;
  /** Events in its long window. */
  events: number;
  /**
   * Failed events in the long window from which it fires; `undefined` if even
   * all of them are not enough.
   */
  badEventsToFire?: number;
}

/** What an objective means in events rather than in ratios. */
export interface TrafficFacts {
  /** Events in a whole period at this traffic. */
  eventsPerPeriod: number;
  /** Events that may fail in a period: `B x total`. */
  badEventsAllowed: number;
  /** Events that may still fail; absent if the budget left is not known. */
  badEventsLeft?: number;
  /** Share of the period's budget that one failed event costs; `Infinity` without a budget. */
  costOfOne: number;
  pairs: PairAtTraffic[];
}

/**
 * Turns an objective into numbers of events, which is what tells whether there
 * is enough traffic for it: where a single failure pages somebody, the ratio
 * is not what is being measured.
 *
 * @param eventsPerSecond - 0 or more
 * @param pairs - the alert pairs of its period
 */
export function trafficFacts(
  slo: { objective: number; periodDays: number; budgetRemaining?: number },
  eventsPerSecond: number,
  pairs: readonly AlertPair[],
): TrafficFacts {
  const { objective, periodDays, budgetRemaining } = slo;
  const eventsPerPeriod = eventsPerSecond * periodDays * secondsPerDay;
  const budget = errorBudget(objective);
  return {
    eventsPerPeriod,
    badEventsAllowed: badEventsLeft(1, objective, eventsPerPeriod),
    ...(budgetRemaining !== undefined && {
      badEventsLeft: badEventsLeft(budgetRemaining, objective, eventsPerPeriod),
    }),
    costOfOne: 1 / (budget * eventsPerPeriod),
    pairs: pairs.map(pair => pairAtTraffic(pair, budget, eventsPerSecond)),
  };
}

function pairAtTraffic(
  pair: AlertPair,
  budget: number,
  eventsPerSecond: number,
): PairAtTraffic {
  const events = eventsPerSecond * pair.longSeconds;
  // It takes more than the threshold, so one event more than what just meets it.
  const needed = Math.floor(pair.factor * budget * events + 1e-9) + 1;
  return {
    pair,
    events,
    ...(needed <= events && { badEventsToFire: needed }),
  };
}

/**
 * Whether a single failed event fires the pair: with a quiet window nobody
 * can tell an outage from an accident.
 */
export function firesOnOne({ badEventsToFire }: PairAtTraffic): boolean {
  return badEventsToFire === 1;
}
