import { AlertPair, alertPairsFor, AlertWindow } from '../alertPairs';
import { alertOf, SliSpec, SloSpec } from '../specs';
import { DeclaredAlert, lintAlerts } from './alertLints';
import { HistoryFacts, lintHistory } from './historyLints';
import { lintObjective, lintTightness } from './objectiveLints';
import { lintSli } from './sliLints';
import { BucketBounds } from './sliQuery';
import { LintFinding, sortFindings } from './types';

const secondsPerDay = 86_400;

/** All that is known of an SLO; what is absent is not judged. */
export interface LintSubject {
  /** T, a ratio from 0 to 1. */
  objective?: number;
  periodDays: number;
  /** The alert pairs of its period. */
  pairs: readonly AlertPair[];
  /** Periods, in days, that alert windows are known for. */
  knownPeriods?: readonly number[];
  sli?: SliSpec;
  alerts?: readonly DeclaredAlert[];
  history?: HistoryFacts;
  eventsPerSecond?: number;
  /** Of the histograms that its queries read. */
  bucketBounds?: BucketBounds;
}

const noObjective: LintFinding = {
  code: 'no-objective',
  severity: 'error',
  message: 'No objective is recorded, so there is nothing to compare with.',
  remedy: 'Load all rules that the generator makes, the meta rules too.',
  where: { part: 'objective' },
};

/** Everything about an SLO that makes it mean less than it seems to, the gravest first. */
export function lintSlo(subject: LintSubject): LintFinding[] {
  const { objective, sli, alerts, history } = subject;
  return sortFindings([
    ...(objective === undefined
      ? [noObjective]
      : [
          ...lintObjective({ ...subject, objective }),
          ...lintTightness({ ...subject, objective }),
        ]),
    ...(sli ? lintSli(sli, subject.bucketBounds) : []),
    ...(alerts ? lintAlerts(alerts) : []),
    ...(history ? lintHistory(history) : []),
  ]);
}

/** What specs are judged by, beside themselves. */
export interface SpecLintFacts {
  /** Alert windows by seconds of the period; others are unknown. */
  alertWindows: ReadonlyMap<number, readonly AlertWindow[]>;
  eventsPerSecond?: number;
  bucketBounds?: BucketBounds;
}

/** The findings of {@link lintSlo} for an SLO that a spec declares. */
export function lintSpec(spec: SloSpec, facts: SpecLintFacts): LintFinding[] {
  const { objective, periodDays, sli } = spec;
  const { alertWindows, ...measured } = facts;
  return lintSlo({
    objective,
    periodDays,
    sli,
    pairs: alertPairsFor(
      periodDays,
      alertWindows.get(periodDays * secondsPerDay),
    ),
    knownPeriods: [...alertWindows.keys()].map(
      seconds => seconds / secondsPerDay,
    ),
    alerts: (['page', 'ticket'] as const).map(severity => {
      const { labels = {}, annotations = {} } = alertOf(spec, severity) ?? {};
      const { isDisabled } = spec.alerting[severity];
      return { severity, isDisabled, labels, annotations };
    }),
    ...measured,
  });
}
