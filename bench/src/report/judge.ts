import { median } from './median';
import type { Goal, Measurement } from './types';

export type Verdict = 'holds' | 'missed' | 'for information';

/** One line of the table, still in numbers. */
export interface Line {
  readonly what: string;
  readonly unit: Measurement['unit'];
  readonly goal?: Goal;
  readonly ours: number;
  readonly theirs?: number;
  readonly ratio?: number;
  readonly verdict: Verdict;
}

/** The medians of a measurement and whether they are what they must be. */
export function judge(measurement: Measurement): Line {
  const { what, unit, goal } = measurement;
  const ours = median(measurement.ours);
  const theirs = measurement.theirs && median(measurement.theirs);
  const ratio = theirs === undefined ? undefined : ours / theirs;
  return {
    what,
    unit,
    goal,
    ours,
    theirs,
    ratio,
    verdict: verdictOf(goal, ours, ratio),
  };
}

function verdictOf(
  goal: Goal | undefined,
  ours: number,
  ratio: number | undefined,
): Verdict {
  if (!goal) {
    return 'for information';
  }
  return isReached(goal, ours, ratio) ? 'holds' : 'missed';
}

/** A ratio without anything to compare with, or of nothing to nothing, is not reached. */
function isReached(goal: Goal, ours: number, ratio = NaN): boolean {
  switch (goal.kind) {
    case 'ratio-at-most':
      return ratio <= goal.limit;
    case 'ratio-at-least':
      return ratio >= goal.limit;
    default:
      return ours <= goal.limit;
  }
}
