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
