import {
  alertPairsFor,
  AlertWindow,
  workbookAlertWindows,
} from '../alertPairs';
import { ownPolicyTitle, parseOwnPolicy } from './ownPolicy';
import { PolicyCandidate } from './types';

/** A set of alert windows with what it is good for. */
export interface NamedPolicy {
  id: string;
  title: string;
  /** A sentence on when to choose it. */
  purpose: string;
  windows: readonly AlertWindow[];
}

const page = { severity: 'page' } as const;
const ticket = { severity: 'ticket' } as const;
const quick = { speed: 'quick' } as const;
const slow = { speed: 'slow' } as const;

function scaled(times: number): AlertWindow[] {
  return workbookAlertWindows.map(window => ({
    ...window,
    errorBudgetPercent: window.errorBudgetPercent * times,
  }));
}

/** The policies that a backtest tries beside the configured one. */
export const namedPolicies: readonly NamedPolicy[] = [
  {
    id: 'workbook',
    title: "Workbook's windows",
    purpose:
      'The usual choice: pages when 2 % of the budget is gone in an hour, or 5 % in six.',
    windows: workbookAlertWindows,
  },
  {
    id: 'eager',
    title: 'Eager',
    purpose:
      'Half the loss is enough for each alert: earlier, and wrong more often.',
    windows: scaled(1 / 2),
  },
  {
    id: 'calm',
    title: 'Calm',
    purpose:
      'Twice the loss for each alert: only what hurts wakes people, and later.',
    windows: scaled(2),
  },
  {
    id: 'long',
    title: 'Long windows',
    purpose:
      'For little traffic: no window is shorter than half an hour, so that single failures count for less.',
    windows: [
      {
        ...page,
        ...quick,
        errorBudgetPercent: 5,
        shortWindow: '30m',
        longWindow: '6h',
      },
      {
        ...page,
        ...slow,
        errorBudgetPercent: 10,
        shortWindow: '2h',
        longWindow: '1d',
      },
      {
        ...ticket,
        ...slow,
        errorBudgetPercent: 10,
        shortWindow: '6h',
        longWindow: '3d',
      },
    ],
  },
];

/** Stands for the alert windows that the SLO has at present. */
export const currentPolicyId = 'current';

/**
 * The policies to try for an SLO: its own first, then those that differ from it.
 *
 * @param current - its windows as they are
 */
export function policyCandidates(
  periodDays: number,
  current: readonly AlertWindow[],
): PolicyCandidate[] {
  const own = alertPairsFor(periodDays, current);
  const others = namedPolicies
    .map(({ id, windows }) => ({
      id,
      pairs: alertPairsFor(periodDays, windows),
    }))
    .filter(({ pairs }) => keyOf(pairs) !== keyOf(own));
  return [{ id: currentPolicyId, pairs: own }, ...others];
}

function keyOf(pairs: PolicyCandidate['pairs']): string {
  return pairs
    .map(pair =>
      [
        pair.severity,
        pair.shortSeconds,
        pair.longSeconds,
        pair.errorBudgetPercent,
      ].join(' '),
    )
    .sort()
    .join();
}

/** What a policy is called. */
export function policyTitle(id: string): string {
  if (id === currentPolicyId) {
    return 'As it is';
  }
  const named = namedPolicies.find(policy => policy.id === id);
  if (named) {
    return named.title;
  }
  const own = parseOwnPolicy(id);
  return own.kind === 'policy' ? ownPolicyTitle(own.pairs) : id;
}

/** Objectives that people choose; between two of them there is no difference worth a debate. */
export const objectiveLadder: readonly number[] = [
  0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999,
];

/** Recorded objectives carry floating point noise. */
export function isSameObjective(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9;
}

/**
 * The objectives to try: the present one, the two steps of the ladder below
 * and above it, and others that are wanted.
 *
 * @returns ascending, without 100 % and above, for that has no budget
 */
export function objectiveCandidates(
  current: number | undefined,
  wanted: readonly number[] = [],
): number[] {
  const neighbours =
    current === undefined
      ? objectiveLadder
      : [
          ...objectiveLadder.filter(step => step < current - 1e-9).slice(-2),
          current,
          ...objectiveLadder.filter(step => step > current + 1e-9).slice(0, 2),
        ];
  return [...neighbours, ...wanted]
    .filter(objective => objective > 0 && objective < 1)
    .sort((a, b) => a - b)
    .filter(
      (objective, index, all) =>
        index === 0 || !isSameObjective(objective, all[index - 1]),
    );
}
