import { percentInWords } from '../words';
import { LintFinding } from './types';

/** What the recorded past of an SLO says. */
export interface HistoryFacts {
  /** Length of what was looked at. */
  days: number;
  /** Share of it that has an error ratio, 0 to 1. */
  coverage: number;
  /** Share of a period's budget that it spent; absent if not known. */
  budgetSpent?: number;
  /** Slices in which anything failed; absent if not known. */
  slicesWithErrors?: number;
  /** Budget left over time; `null` where nothing is recorded. */
  trend?: readonly (number | null)[];
}

/** Fewer days are too few to call something never or always. */
const leastDays = 14;
const leastCoverage = 0.5;
const neverSpent = 0.02;
const alwaysShare = 0.95;

/** Whether the past makes an objective meaningless. */
export function lintHistory(history: HistoryFacts): LintFinding[] {
  const where = { part: 'history' } as const;
  if (history.coverage === 0) {
    return [
      {
        code: 'no-error-series',
        severity: 'error',
        message:
          'No error ratio is recorded: a query of it finds no series, often because the counter of errors does not exist before the first error.',
        remedy:
          'Let the service count errors from zero on at its start, and check the names in both queries.',
        where,
      },
    ];
  }
  return [...lintGaps(history), ...lintExtremes(history)];
}

function lintGaps({ coverage, days }: HistoryFacts): LintFinding[] {
  return days >= 1 && coverage < leastCoverage
    ? [
        {
          code: 'many-gaps',
          severity: 'warning',
          message: `An error ratio is recorded for ${percentInWords(
            coverage,
            0,
          )} of the time only; the budget is an average of that.`,
          remedy:
            'If there is seldom traffic, measure by time or send requests of your own; if there is, look for scrapes that fail.',
          where: { part: 'history' },
        },
      ]
    : [];
}

function lintExtremes(history: HistoryFacts): LintFinding[] {
  const { days, coverage, budgetSpent, slicesWithErrors } = history;
  const where = { part: 'history' } as const;
  if (days < leastDays || coverage < leastCoverage) {
    return [];
  }
  if (slicesWithErrors === 0) {
    return [
      {
        code: 'never-an-error',
        severity: 'warning',
        message: `In ${Math.round(
          days,
        )} days not one event failed: either nothing can go wrong, or the error query matches nothing.`,
        remedy:
          'Make something fail on purpose, and see whether it is counted.',
        where,
      },
    ];
  }
  if (isAlwaysMissed(history)) {
    return [
      {
        code: 'always-missed',
        severity: 'warning',
        message: `In ${Math.round(
          days,
        )} days its budget was never there: people have learned to ignore it.`,
        remedy:
          'Lower it to what the service keeps, or plan the work that it takes; a backtest shows what would hold.',
        where,
      },
    ];
  }
  return budgetSpent !== undefined && budgetSpent <= neverSpent
    ? [
        {
          code: 'never-missed',
          severity: 'info',
          message: `In ${Math.round(days)} days it spent ${percentInWords(
            budgetSpent,
            1,
          )} of a budget: it will not tell anything before people have noticed.`,
          remedy:
            'Raise it if users would notice less, or spend the budget on purpose.',
          where,
        },
      ]
    : [];
}

function isAlwaysMissed({ trend, budgetSpent }: HistoryFacts): boolean {
  const known = (trend ?? []).filter(value => value !== null);
  if (known.length === 0) {
    return false;
  }
  const missed = known.filter(value => value! <= 0).length;
  return missed / known.length >= alwaysShare && (budgetSpent ?? 1) >= 1;
}
