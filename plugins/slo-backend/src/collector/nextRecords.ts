import {
  alertPairsFor,
  AlertPair,
  AlertWindow,
  budgetRemaining,
  decideState,
  pyrraAlertPairs,
  RecordingTool,
  SloVerdict,
  WindowMeasurement,
} from '@goreliable/plugin-slo-common';
import { RecordedSlo } from '../discovery/recordedSlos';
import { MappedEntity } from '../ports';
import { SloRecord } from '../store/types';

/** What SLOs are judged by; the same for every source. */
export interface JudgementSettings {
  /** Milliseconds after which a sample says nothing of the present. */
  staleAfterMs: number;
  /** Milliseconds for which an SLO is kept that its source does not record any more. */
  forgetAfterMs: number;
  /** Alert windows by period in days; periods that are not named have the Workbook's. */
  alertWindows: ReadonlyMap<number, readonly AlertWindow[]>;
}

/** Made once for each period: thousands of SLOs share a handful of periods. */
const knownPairs = new WeakMap<JudgementSettings, Map<string, AlertPair[]>>();

/**
 * The alert pairs of SLOs with a period.
 *
 * @param tool - as in the key of an SLO; other tools have windows of their own
 */
export function pairsOf(
  settings: JudgementSettings,
  periodDays: number,
  tool?: RecordingTool,
): AlertPair[] {
  const ofSettings = knownPairs.get(settings) ?? new Map<string, AlertPair[]>();
  knownPairs.set(settings, ofSettings);
  const policy = `${tool} ${periodDays}`;
  const pairs =
    ofSettings.get(policy) ??
    (tool === 'pyrra'
      ? pyrraAlertPairs(periodDays)
      : alertPairsFor(periodDays, settings.alertWindows.get(periodDays)));
  ofSettings.set(policy, pairs);
  return pairs;
}

/** The window that spans the whole period, where it is recorded. */
export function periodWindow(
  windows: readonly WindowMeasurement[],
  periodDays: number,
): WindowMeasurement | undefined {
  return windows.find(({ seconds }) => seconds === periodDays * 86_400);
}

/** The state of a record at a moment. */
export function judge(
  record: Omit<SloRecord, 'state' | 'reason' | 'sinceMs'>,
  settings: JudgementSettings,
  now: number,
): SloVerdict {
  return decideState(
    {
      ...record,
      pairs: pairsOf(settings, record.periodDays, record.key.tool),
    },
    now,
    settings.staleAfterMs,
  );
}

/** What a good answer brought, beside the SLOs themselves. */
export interface RefreshFacts {
  recorded: readonly RecordedSlo[];
  /**
   * Whether the source vouches for the answer. What is missing in a partial
   * one has not vanished.
   */
  isComplete: boolean;
  /** Entities by service; absent if the catalog did not answer. */
  entities?: ReadonlyMap<string, MappedEntity>;
}

/**
 * The records after a good answer of their source, sorted by id.
 *
 * @param now - milliseconds since the epoch
 */
export function nextRecords(
  previous: readonly SloRecord[],
  facts: RefreshFacts,
  settings: JudgementSettings,
  now: number,
): SloRecord[] {
  const before = new Map(previous.map(record => [record.id, record]));
  const seen = facts.recorded.map(recorded =>
    fromRecorded(recorded, before.get(recorded.id), facts.entities),
  );
  const seenIds = new Set(seen.map(({ id }) => id));
  const missing = previous
    .filter(({ id }) => !seenIds.has(id))
    .map(record =>
      facts.isComplete
        ? { ...record, vanishedAtMs: record.vanishedAtMs ?? now }
        : record,
    )
    .filter(
      ({ vanishedAtMs = now }) => now - vanishedAtMs < settings.forgetAfterMs,
    );
  return [...seen, ...missing]
    .map(each => withVerdict(each, before.get(each.id), settings, now))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The records after their source failed to answer: the same, but older. */
export function agedRecords(
  previous: readonly SloRecord[],
  settings: JudgementSettings,
  now: number,
): SloRecord[] {
  return previous.map(record => withVerdict(record, record, settings, now));
}

type Unjudged = Omit<SloRecord, 'state' | 'reason' | 'sinceMs'>;

function withVerdict(
  unjudged: Unjudged,
  previous: SloRecord | undefined,
  settings: JudgementSettings,
  now: number,
): SloRecord {
  const verdict = judge(unjudged, settings, now);
  const sinceMs = previous?.state === verdict.state ? previous.sinceMs : now;
  return { ...unjudged, ...verdict, sinceMs };
}

function fromRecorded(
  recorded: RecordedSlo,
  previous: SloRecord | undefined,
  entities: RefreshFacts['entities'],
): Unjudged {
  const { id, key, objective, periodDays, windows, sampleAtMs } = recorded;
  const entity = entities
    ? [key.service, ...(recorded.aliases ?? [])]
        .map(service => entities.get(service))
        .find(found => found !== undefined)
    : previous?.entity;
  const spoiled = needsRepair(recorded) ? previous : undefined;
  return {
    id,
    key,
    periodDays,
    windows,
    ...(objective !== undefined && { objective }),
    ...(sampleAtMs !== undefined && { sampleAtMs }),
    ...(entity && { entity }),
    ...(spoiled?.repaired && { repaired: spoiled.repaired }),
    ...(spoiled?.repairTriedAtMs !== undefined && {
      repairTriedAtMs: spoiled.repairTriedAtMs,
    }),
    ...budgetOf(recorded, spoiled?.repaired?.errorRatio),
  };
}

/**
 * Whether the error ratio over the period is recorded, but as NaN, while the
 * objective is known: then it can be averaged without the empty slices. What
 * Pyrra records is NaN only where the whole period had no traffic.
 */
export function needsRepair(
  recorded: Pick<RecordedSlo, 'key' | 'objective' | 'periodDays' | 'windows'>,
): boolean {
  const { key, objective, windows, periodDays } = recorded;
  const period = periodWindow(windows, periodDays);
  return (
    key.tool === undefined &&
    objective !== undefined &&
    period?.condition === 'no-traffic'
  );
}

function budgetOf(
  recorded: RecordedSlo,
  repairedRatio: number | undefined,
): Pick<SloRecord, 'budgetRemaining' | 'budgetOrigin'> {
  const { objective, budgetRemaining: asRecorded } = recorded;
  if (asRecorded !== undefined) {
    return { budgetRemaining: asRecorded, budgetOrigin: 'recorded' };
  }
  const measured = periodWindow(
    recorded.windows,
    recorded.periodDays,
  )?.errorRatio;
  const ratio = measured ?? repairedRatio;
  const remaining =
    ratio === undefined || objective === undefined
      ? undefined
      : budgetRemaining(ratio, objective);
  return remaining === undefined
    ? {}
    : {
        budgetRemaining: remaining,
        budgetOrigin: measured === undefined ? 'repaired' : 'computed',
      };
}

/** A record with a newly averaged error ratio over its period. */
export function withRepair(
  record: SloRecord,
  errorRatio: number,
  settings: JudgementSettings,
  now: number,
): SloRecord {
  const remaining =
    record.objective === undefined
      ? undefined
      : budgetRemaining(errorRatio, record.objective);
  return withVerdict(
    {
      ...record,
      repaired: { errorRatio },
      ...(remaining !== undefined && {
        budgetRemaining: remaining,
        budgetOrigin: 'repaired',
      }),
    },
    record,
    settings,
    now,
  );
}
