import { AlertPair, isReachable } from '../alertPairs';
import { errorBudget, outageSeconds } from '../budget';
import { firesOnOne, trafficFacts } from '../forecast';
import { durationInWords, percentInWords, periodInWords } from '../words';
import { LintFinding } from './types';

/** What an objective is judged by, beside itself. */
export interface ObjectiveFacts {
  objective: number;
  periodDays: number;
  /** The alert pairs of its period. */
  pairs: readonly AlertPair[];
  /** Periods, in days, that alert windows are known for; absent: any will do. */
  knownPeriods?: readonly number[];
  /** At present; absent if unknown. */
  eventsPerSecond?: number;
}

/** What can be wrong with an objective, whatever it is measured by. */
export function lintObjective(facts: ObjectiveFacts): LintFinding[] {
  const { objective } = facts;
  const period = lintPeriod(facts);
  if (objective >= 1) {
    return [
      {
        code: 'objective-100',
        severity: 'error',
        message:
          'An objective of 100 % leaves no budget: every single failure breaks it, and no burn rate can be computed.',
        remedy:
          'Choose what people would notice; 99.9 % allows 43 minutes a month.',
        where: { part: 'objective' },
      },
      ...period,
    ];
  }
  return [...period, ...lintReachability(facts), ...lintTraffic(facts)];
}

function lintPeriod({
  periodDays,
  knownPeriods,
}: ObjectiveFacts): LintFinding[] {
  if (!knownPeriods || knownPeriods.includes(periodDays)) {
    return [];
  }
  return [
    {
      code: 'period-unknown',
      severity: 'error',
      message: `There are no alert windows for a period of ${periodInWords(
        periodDays,
      )}, so no rules can be generated.`,
      remedy: `Use ${knownPeriods
        .map(days => periodInWords(days))
        .join(' or ')}, or add windows for it to the catalog.`,
      where: { part: 'period' },
    },
  ];
}

function lintReachability({ objective, pairs }: ObjectiveFacts): LintFinding[] {
  const dead = pairs.filter(pair => !isReachable(pair, objective));
  if (dead.length === 0) {
    return [];
  }
  const pages = pairs.filter(({ severity }) => severity === 'page');
  const canNeverPage =
    pages.length > 0 && pages.every(pair => dead.includes(pair));
  const names = dead
    .map(
      pair =>
        `${pair.longWindow} / ${pair.shortWindow} (needs ${percentInWords(
          pair.factor * errorBudget(objective),
          1,
        )} of errors)`,
    )
    .join(', ');
  return [
    {
      code: 'unreachable-threshold',
      severity: canNeverPage ? 'error' : 'warning',
      message: `${
        canNeverPage ? 'It can never page' : 'Some of its alerts can never fire'
      }, for more than everything would have to fail: ${names}.`,
      remedy:
        'Raise the objective, or give these alerts a smaller share of the budget.',
      where: { part: 'alerts' },
    },
  ];
}

function lintTraffic(facts: ObjectiveFacts): LintFinding[] {
  const { eventsPerSecond } = facts;
  if (eventsPerSecond === undefined) {
    return [];
  }
  if (eventsPerSecond <= 0) {
    return [
      {
        code: 'no-traffic',
        severity: 'warning',
        message: 'There is no traffic at present, so nothing is measured.',
        remedy:
          'If that is usual, send requests of your own, or measure by time rather than by requests.',
        where: { part: 'history' },
      },
    ];
  }
  const { badEventsAllowed, eventsPerPeriod, pairs } = trafficFacts(
    facts,
    eventsPerSecond,
    facts.pairs,
  );
  if (badEventsAllowed < 1) {
    return [
      {
        code: 'traffic-below-objective',
        severity: 'error',
        message: `At this traffic a period has ${Math.round(
          eventsPerPeriod,
        )} events, of which not one may fail: the objective is 100 % by another name.`,
        remedy:
          'Lower the objective, lengthen the period, or join it with others that have more traffic.',
        where: { part: 'objective' },
      },
    ];
  }
  const touchy = pairs.filter(
    each => each.pair.severity === 'page' && firesOnOne(each),
  );
  return touchy.length === 0
    ? []
    : [
        {
          code: 'traffic-below-window',
          severity: 'warning',
          message: `At this traffic a single failure pages: ${touchy
            .map(
              ({ pair, events }) =>
                `${pair.longWindow} has ${rounded(
                  events,
                )} events, and ${percentInWords(
                  pair.factor * errorBudget(facts.objective),
                  2,
                )} of them are less than one`,
            )
            .join('; ')}.`,
          remedy:
            'Use longer windows, lower the objective, or send requests of your own.',
          where: { part: 'page' },
        },
      ];
}

function rounded(events: number): number {
  return events < 10 ? Number(events.toPrecision(2)) : Math.round(events);
}

/** Objectives that allow less outage than a person needs to act. */
export function lintTightness({
  objective,
  periodDays,
}: Pick<ObjectiveFacts, 'objective' | 'periodDays'>): LintFinding[] {
  const allowed = outageSeconds(objective, periodDays);
  const shortest = 5 * 60;
  return objective < 1 && allowed < shortest
    ? [
        {
          code: 'tighter-than-people',
          severity: 'info',
          message: `It allows ${durationInWords(
            allowed,
          )} of full outage in ${periodInWords(
            periodDays,
          )}: it is spent before anybody who is paged can act.`,
          remedy:
            'Keep it only if the service heals by itself; else choose what people can hold.',
          where: { part: 'objective' },
        },
      ]
    : [];
}
