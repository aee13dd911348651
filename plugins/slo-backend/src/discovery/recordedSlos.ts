import {
  formatPromDuration,
  pyrraPeriodDays,
  SloKey,
  sloIdOf,
  WindowMeasurement,
} from '@goreliable/plugin-slo-common';
import { InstantSample } from '../ports';
import { addSample, Draft, toMeasurement } from './drafts';
import { samplesById, sloKeyOf } from './seriesKeys';

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
  /** By which else the catalog may know its service: Pyrra's `job`. */
  aliases?: string[];
}

/** Longer keys are not kept: they would not fit into the database's index. */
const maxIdLength = 400;

const daysOf = (seconds: number) => seconds / 86_400;

/** A period that nobody recorded is taken from the longest window, if it is long enough to be one. */
const shortestPeriodSeconds = 7 * 86_400;
const defaultPeriodDays = 30;

/**
 * Reads SLOs off the samples that the rules of Sloth and Pyrra record, whichever of them are
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

function toRecordedSlo(
  id: string,
  draft: Draft,
  sampleTime: number | undefined,
): RecordedSlo {
  const windows = draft.windows.sort((a, b) => a.seconds - b.seconds);
  const objective = draft.objective ?? draft.objectiveOfInfo;
  const periodDays = draft.periodDays ?? inferredPeriodDays(draft);
  const seconds = Math.round(periodDays * 86_400);
  const period =
    draft.periodErrorRatio === undefined
      ? undefined
      : toMeasurement(
          formatPromDuration(seconds),
          seconds,
          draft.periodErrorRatio,
        );
  return {
    id,
    key: draft.key,
    periodDays,
    windows: period ? [...windows, period] : windows,
    ...(objective !== undefined && { objective }),
    ...(draft.budgetRemaining !== undefined && {
      budgetRemaining: draft.budgetRemaining,
    }),
    ...(sampleTime !== undefined &&
      Number.isFinite(sampleTime) && { sampleAtMs: sampleTime * 1000 }),
    ...(draft.aliases && { aliases: [...draft.aliases].sort() }),
  };
}

function inferredPeriodDays({ key, windows }: Draft): number {
  const longest = windows.at(-1)?.seconds ?? 0;
  if (key.tool === 'pyrra') {
    return longest > 0 ? pyrraPeriodDays(longest) : defaultPeriodDays;
  }
  return longest >= shortestPeriodSeconds ? daysOf(longest) : defaultPeriodDays;
}
