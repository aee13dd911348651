import { AlertPair, AlertSeverity } from './alertPairs';
import { formatPromDuration } from './promDuration';

/**
 * Pyrra's windows are shares of its period: these are their seconds for 28
 * days. Source: pyrra-dev/pyrra v0.10.1, `slo/rules.go`, `Windows`.
 */
const windowsOf28Days: readonly {
  severity: AlertSeverity;
  speed: AlertPair['speed'];
  factor: number;
  longSeconds: number;
  shortSeconds: number;
}[] = [
  {
    severity: 'page',
    speed: 'quick',
    factor: 14,
    longSeconds: 3_600,
    shortSeconds: 300,
  },
  {
    severity: 'page',
    speed: 'slow',
    factor: 7,
    longSeconds: 21_600,
    shortSeconds: 1_800,
  },
  {
    severity: 'ticket',
    speed: 'quick',
    factor: 2,
    longSeconds: 86_400,
    shortSeconds: 7_200,
  },
  {
    severity: 'ticket',
    speed: 'slow',
    factor: 1,
    longSeconds: 345_600,
    shortSeconds: 21_600,
  },
];

/** The longest of them is a seventh of the period. */
const longestWindowsOfPeriod = 7;

/** To whole minutes, as Pyrra rounds; a period of minutes has none of its own. */
function scaledSeconds(secondsOf28Days: number, periodDays: number): number {
  const minutes = (secondsOf28Days * periodDays) / 28 / 60;
  return Math.max(1, Math.round(minutes)) * 60;
}

/**
 * The alert pairs that Pyrra makes for SLOs with a period. The factors are the
 * same for all periods; the windows are longer for longer ones.
 */
export function pyrraAlertPairs(periodDays: number): AlertPair[] {
  return windowsOf28Days.map(window => {
    const shortSeconds = scaledSeconds(window.shortSeconds, periodDays);
    const longSeconds = scaledSeconds(window.longSeconds, periodDays);
    return {
      id: `${window.severity}-${window.speed}`,
      severity: window.severity,
      speed: window.speed,
      errorBudgetPercent:
        (window.factor * longSeconds * 100) / (periodDays * 86_400),
      shortWindow: formatPromDuration(shortSeconds),
      longWindow: formatPromDuration(longSeconds),
      shortSeconds,
      longSeconds,
      factor: window.factor,
    };
  });
}

/**
 * The period of an SLO of which only the burn rates are recorded, in whole
 * days: seven times the longest window.
 *
 * @param longestSeconds - of the recorded windows
 */
export function pyrraPeriodDays(longestSeconds: number): number {
  const days = (longestSeconds * longestWindowsOfPeriod) / 86_400;
  return Math.max(1, Math.round(days));
}

/** The short and the long window, each against the same share of the budget. */
const alertThresholds =
  /\}\s*>\s*\(\s*([0-9.]+)\s*\*\s*\(\s*1\s*-\s*([0-9.]+)\s*\)\s*\)/g;

/**
 * The objective that an alert of Pyrra's is made for, from 0 to 1. It writes it
 * into the expression as it is: `> (14 * (1-0.99))`, the same for all kinds of
 * SLOs. Source: pyrra-dev/pyrra v0.10.1, `slo/rules.go`, `Burnrates`.
 *
 * @param promql - with any spaces: stores write expressions in their own way
 * @returns `undefined` for other alerts
 */
export function pyrraObjectiveOf(promql: string): number | undefined {
  const thresholds = [...promql.matchAll(alertThresholds)];
  const burnRates = promql.match(/:burnrate[0-9a-z]+/g) ?? [];
  const [[, factor, text] = ['', '', '']] = thresholds;
  const isPair =
    thresholds.length === 2 &&
    burnRates.length === 2 &&
    thresholds[1][1] === factor &&
    thresholds[1][2] === text;
  const objective = isPair ? Number(text) : NaN;
  return objective > 0 && objective < 1 ? objective : undefined;
}
