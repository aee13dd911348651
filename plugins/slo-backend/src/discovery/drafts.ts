import {
  promDurationSeconds,
  SloKey,
  WindowMeasurement,
} from '@goreliable/plugin-slo-common';
import { InstantSample } from '../ports';
import {
  pyrraAvailabilityMetric,
  pyrraObjectiveMetric,
  pyrraWindowMetric,
  pyrraWindowOf,
} from './pyrraQueries';
import {
  errorRatioPrefix,
  infoMetric,
  objectiveMetric,
  periodMetric,
  remainingMetric,
} from './slothQueries';

const isPositive = (value: number) => Number.isFinite(value) && value > 0;

/** What has been read of an SLO so far. */
export interface Draft {
  key: SloKey;
  windows: WindowMeasurement[];
  objective?: number;
  objectiveOfInfo?: number;
  periodDays?: number;
  budgetRemaining?: number;
  /** Over the period: what Pyrra calls availability is what is left of 1. */
  periodErrorRatio?: number;
  aliases?: Set<string>;
}

/** Adds what one sample tells. */
export function addSample(draft: Draft, sample: InstantSample) {
  if (draft.key.tool === 'pyrra') {
    addPyrraSample(draft, sample);
  } else {
    addSlothSample(draft, sample);
  }
}

function addPyrraSample(draft: Draft, { labels, value }: InstantSample) {
  const metric = labels.__name__ ?? '';
  const window = pyrraWindowOf(metric);
  if (window !== undefined) {
    addWindow(draft, window, value);
    if (labels.job) {
      draft.aliases = (draft.aliases ?? new Set()).add(labels.job);
    }
  } else if (metric === pyrraObjectiveMetric) {
    draft.objective = ratioOrUndefined(value);
  } else if (metric === pyrraWindowMetric && isPositive(value)) {
    draft.periodDays = value / 86_400;
  } else if (metric === pyrraAvailabilityMetric) {
    draft.periodErrorRatio = 1 - value;
  }
}

/** Of several groups under one name, as Pyrra can make them, the worst counts. */
function addWindow(draft: Draft, window: string, value: number) {
  const seconds = promDurationSeconds(window);
  if (seconds === undefined) {
    return;
  }
  const measured = toMeasurement(window, seconds, value);
  const index = draft.windows.findIndex(other => other.seconds === seconds);
  if (index < 0) {
    draft.windows.push(measured);
  } else if (
    (draft.windows[index].errorRatio ?? -Infinity) <
    (measured.errorRatio ?? -Infinity)
  ) {
    draft.windows[index] = measured;
  }
}

function addSlothSample(draft: Draft, { labels, value }: InstantSample) {
  const metric = labels.__name__ ?? '';
  if (metric.startsWith(errorRatioPrefix)) {
    addWindow(draft, metric.slice(errorRatioPrefix.length), value);
  } else if (metric === objectiveMetric) {
    draft.objective = ratioOrUndefined(value);
  } else if (metric === periodMetric && isPositive(value)) {
    draft.periodDays = value;
  } else if (metric === remainingMetric && Number.isFinite(value)) {
    draft.budgetRemaining = value;
  } else if (metric === infoMetric && labels.sloth_objective) {
    draft.objectiveOfInfo = ratioOrUndefined(
      Number(labels.sloth_objective) / 100,
    );
  }
}

/** An error ratio as it was recorded. */
export function toMeasurement(
  window: string,
  seconds: number,
  value: number,
): WindowMeasurement {
  if (Number.isNaN(value)) {
    return { window, seconds, condition: 'no-traffic' };
  }
  return Number.isFinite(value)
    ? { window, seconds, condition: 'measured', errorRatio: value }
    : { window, seconds, condition: 'invalid' };
}

function ratioOrUndefined(value: number): number | undefined {
  // Recorded objectives carry floating point noise: 100 % may be a hair more.
  return value >= 0 && value <= 1 + 1e-9 ? Math.min(value, 1) : undefined;
}
