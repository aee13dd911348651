import {
  promDurationSeconds,
  SloKey,
  sloIdOf,
  WindowMeasurement,
} from '@goreliable/plugin-slo-common';
import { InstantSample } from '../ports';
import {
  errorRatioPrefix,
  infoMetric,
  objectiveMetric,
  periodMetric,
  remainingMetric,
} from './slothQueries';

/** An SLO as a source records it at one moment. */
export interface RecordedSlo {
  id: string;
  key: SloKey;
  /** From 0 to 1. */
  objective?: number;
  periodDays: number;
  /** Shortest first. */
  windows: WindowMeasurement[];
  /** As recorded; absent where it is not recorded or not a number. */
  budgetRemaining?: number;
  /** Milliseconds since the epoch of the newest error ratio. */
  sampleAtMs?: number;
}

/** Longer keys are not kept: they would not fit into the database's index. */
const maxIdLength = 400;

const daysOf = (seconds: number) => seconds / 86_400;

/** A period that nobody recorded is taken from the longest window, if it is long enough to be one. */
const shortestPeriodSeconds = 7 * 86_400;
const defaultPeriodDays = 30;

/** The key of the SLO a series belongs to; `undefined` if it belongs to none. */
export function sloKeyOf(
  labels: Record<string, string>,
  source: string,
  keyLabels: readonly string[],
): SloKey | undefined {
  const { sloth_service: service, sloth_slo: name } = labels;
  if (!service || !name) {
    return undefined;
  }
  const partition = keyLabels
    .filter(label => labels[label])
    .map(label => [label, labels[label]]);
  const key: SloKey = { source, service, name };
  if (partition.length > 0) {
    key.partition = Object.fromEntries(partition);
  }
  return key;
}

/** Values by SLO id, for the answers that hold one sample per SLO. */
export function samplesById<S extends { labels: Record<string, string> }>(
  samples: readonly S[],
  source: string,
  keyLabels: readonly string[],
): Map<string, S> {
  const byId = new Map<string, S>();
  for (const sample of samples) {
    const key = sloKeyOf(sample.labels, source, keyLabels);
    if (key) {
      byId.set(sloIdOf(key), sample);
    }
  }
  return byId;
}

/**
 * Reads SLOs off the samples that Sloth's rules record, whichever of them are
 * there: rule groups are evaluated one after the other, so an SLO that has just
 * been loaded shows up in parts.
 *
 * @param values - answer of `valuesQuery`
 * @param sampleTimes - answer of `sampleTimesQuery`
 * @returns sorted by id
 */
export function recordedSlos(
  values: readonly InstantSample[],
  sampleTimes: readonly InstantSample[],
  source: string,
  keyLabels: readonly string[],
): RecordedSlo[] {
  const times = samplesById(sampleTimes, source, keyLabels);
  const drafts = new Map<string, Draft>();
  for (const sample of values) {
    const key = sloKeyOf(sample.labels, source, keyLabels);
    const id = key && sloIdOf(key);
    if (key && id && id.length <= maxIdLength) {
      const draft = drafts.get(id) ?? { key, windows: [] };
      drafts.set(id, draft);
      addSample(draft, sample);
    }
  }
  return [...drafts]
    .map(([id, draft]) => toRecordedSlo(id, draft, times.get(id)?.value))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Draft {
  key: SloKey;
  windows: WindowMeasurement[];
  objective?: number;
  objectiveOfInfo?: number;
  periodDays?: number;
  budgetRemaining?: number;
}

function addSample(draft: Draft, { labels, value }: InstantSample) {
  const metric = labels.__name__ ?? '';
  if (metric.startsWith(errorRatioPrefix)) {
    const window = metric.slice(errorRatioPrefix.length);
    const seconds = promDurationSeconds(window);
    if (seconds !== undefined) {
      draft.windows.push(toMeasurement(window, seconds, value));
    }
  } else if (metric === objectiveMetric) {
    draft.objective = ratioOrUndefined(value);
  } else if (metric === periodMetric && Number.isFinite(value) && value > 0) {
    draft.periodDays = value;
  } else if (metric === remainingMetric && Number.isFinite(value)) {
    draft.budgetRemaining = value;
  } else if (metric === infoMetric && labels.sloth_objective) {
    draft.objectiveOfInfo = ratioOrUndefined(
      Number(labels.sloth_objective) / 100,
    );
  }
}

function toMeasurement(
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

function toRecordedSlo(
  id: string,
  draft: Draft,
  sampleTime: number | undefined,
): RecordedSlo {
  const windows = draft.windows.sort((a, b) => a.seconds - b.seconds);
  const objective = draft.objective ?? draft.objectiveOfInfo;
  const longest = windows.at(-1)?.seconds ?? 0;
  const inferred =
    longest >= shortestPeriodSeconds ? daysOf(longest) : defaultPeriodDays;
  return {
    id,
    key: draft.key,
    periodDays: draft.periodDays ?? inferred,
    windows,
    ...(objective !== undefined && { objective }),
    ...(draft.budgetRemaining !== undefined && {
      budgetRemaining: draft.budgetRemaining,
    }),
    ...(sampleTime !== undefined &&
      Number.isFinite(sampleTime) && { sampleAtMs: sampleTime * 1000 }),
  };
}
