import { AlertPair, AlertWindow, burnRateFactor } from '../alertPairs';
import { formatPromDuration, promDurationSeconds } from '../promDuration';
import { LabelSet, SloSpec } from '../specs/types';
import { identityLabels } from './names';
import { RuleCorrections } from './options';

/** What all rules of one SLO are made of. */
export interface RuleContext {
  spec: SloSpec;
  /** Of every recording rule: what identifies the SLO, and the spec's labels. */
  labels: LabelSet;
  pairs: AlertPair[];
  /** Lengths of the alert windows in seconds, shortest first, each once. */
  windows: number[];
  /** The short window of the quick page alert, which shows the present. */
  shortestSeconds: number;
  periodSeconds: number;
  corrections: RuleCorrections;
  info: { version: string; mode: string };
}

/** Puts together what the rules of an SLO are made of. */
export function ruleContext(
  spec: SloSpec,
  alertWindows: readonly AlertWindow[],
  corrections: RuleCorrections,
  info: { version: string; mode: string },
): RuleContext {
  const pairs = alertWindows.map(window => toPair(window, spec.periodDays));
  const lengths = new Set(
    pairs.flatMap(({ shortSeconds, longSeconds }) => [
      shortSeconds,
      longSeconds,
    ]),
  );
  return {
    spec,
    labels: { ...identityLabels(spec), ...spec.labels },
    pairs,
    windows: [...lengths].sort((one, other) => one - other),
    shortestSeconds: pairs[0].shortSeconds,
    periodSeconds: Math.round(spec.periodDays * 86_400),
    corrections,
    info,
  };
}

/**
 * Unlike `alertPairsFor`, takes pairs whose short window is the longer one, as
 * Sloth does: the rules work, however odd they are.
 */
function toPair(window: AlertWindow, periodDays: number): AlertPair {
  const shortSeconds = promDurationSeconds(window.shortWindow)!;
  const longSeconds = promDurationSeconds(window.longWindow)!;
  return {
    ...window,
    id: `${window.severity}-${window.speed}`,
    shortWindow: formatPromDuration(shortSeconds),
    longWindow: formatPromDuration(longSeconds),
    shortSeconds,
    longSeconds,
    factor: burnRateFactor(window.errorBudgetPercent, periodDays, longSeconds),
  };
}
