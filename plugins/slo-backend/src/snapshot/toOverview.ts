import {
  AlertPolicy,
  burnRate,
  LastReview,
  Slo,
  sloIdOf,
  SloIndicator,
  SloOverview,
  SloWindow,
  WindowMeasurement,
} from '@goreliable/plugin-slo-common';
import { sourceStatusOf } from '@goreliable/upstream-common';
import { JudgementSettings, judge, pairsOf } from '../collector/nextRecords';
import { PlacedSlo, problemsOf, unrecordedSlos } from '../specs/declaredSlos';
import { SpecFile } from '../specs/types';
import { SloRecord, SourceRecord, TrendRecord } from '../store/types';

const toIso = (ms: number) => new Date(ms).toISOString();

/** Stands for the reason of a source without a record. */
const notYetAsked = 'not asked yet';

/**
 * Twelve digits are a thousand times more exact than anybody compares, and a
 * quarter less to load than the sixteen of a floating point number.
 */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function toWindow(
  measurement: WindowMeasurement,
  objective: number | undefined,
): SloWindow {
  const { errorRatio, ...window } = measurement;
  if (errorRatio === undefined) {
    return window;
  }
  const rate =
    objective === undefined ? undefined : burnRate(errorRatio, objective);
  return {
    ...window,
    errorRatio: rounded(errorRatio),
    ...(rate !== undefined && { burnRate: rounded(rate) }),
  };
}

/**
 * A record as clients see it at a moment. It is judged anew: between two
 * refreshes a sample grows old, and the more so when nobody refreshes.
 *
 * @param now - milliseconds since the epoch
 */
export function toSlo(
  record: SloRecord,
  trend: TrendRecord | undefined,
  settings: JudgementSettings,
  now: number,
): Slo {
  const { id, key, objective, budgetRemaining, sampleAtMs, entity } = record;
  const verdict = judge(record, settings, now);
  const sinceMs =
    verdict.state === 'stale' && record.state !== 'stale'
      ? sampleAtMs! + settings.staleAfterMs
      : record.sinceMs;
  return {
    id,
    ...key,
    ...(objective !== undefined && { objective }),
    periodDays: record.periodDays,
    windows: record.windows.map(window => toWindow(window, objective)),
    ...(budgetRemaining !== undefined && {
      budgetRemaining: rounded(budgetRemaining),
    }),
    ...(record.budgetOrigin && { budgetOrigin: record.budgetOrigin }),
    ...verdict,
    since: toIso(sinceMs),
    ...(sampleAtMs !== undefined && { sampleAt: toIso(sampleAtMs) }),
    ...(entity && { entityRef: entity.entityRef }),
    owners: entity?.owners ?? [],
    ...(entity?.system && { system: entity.system }),
    ...(trend?.values[id] && { trend: trend.values[id] }),
  };
}

/** What is known of SLOs beside their series, by their ids. */
export interface ToldOfSlos {
  /** The last review of each that has had any. */
  reviews: ReadonlyMap<string, LastReview>;
  /** What each measures, where its rules tell. */
  indicators: ReadonlyMap<string, SloIndicator>;
  /** What spec files declare, recorded or not. */
  specs: readonly SpecFile[];
}

const toldNothing: ToldOfSlos = {
  reviews: new Map(),
  indicators: new Map(),
  specs: [],
};

/** Everything that is known, as clients see it at a moment. */
export interface OverviewAtMoment {
  overview: SloOverview;
  /** Milliseconds since the epoch at which time alone changes something in it. */
  validUntilMs: number;
}

/**
 * Puts the sources together. All trends have one range; a source whose trend
 * has another, because it has been down for long, goes without.
 *
 * @param names - sources as configured; one without a record yet is listed too
 * @param now - milliseconds since the epoch
 */
export function toOverview(
  names: readonly string[],
  records: readonly SourceRecord[],
  settings: JudgementSettings,
  now: number,
  told: ToldOfSlos = toldNothing,
): OverviewAtMoment {
  const known = new Map(records.map(record => [record.name, record]));
  const configured = names.map(name => known.get(name) ?? emptyRecord(name));
  const newest = configured
    .flatMap(({ trend }) => (trend ? [trend] : []))
    .reduce<TrendRecord | undefined>(
      (a, b) => (a && a.from >= b.from ? a : b),
      undefined,
    );
  const recorded = configured.flatMap(record => {
    const trend =
      record.trend?.from === newest?.from ? record.trend : undefined;
    return record.slos.map(slo => {
      const review = told.reviews.get(slo.id);
      const indicator = told.indicators.get(slo.id);
      return {
        ...toSlo(slo, trend, settings, now),
        ...(indicator && { indicator }),
        ...(review && { review }),
      };
    });
  });
  const slos = [
    ...recorded,
    ...unrecordedSlos(told.specs, names, recorded).map(placed => {
      const isKnown = known.get(placed.source)?.asOfMs !== undefined;
      const slo = toUnrecorded(placed, isKnown);
      const review = told.reviews.get(slo.id);
      return { ...slo, ...(review && { review }) };
    }),
  ];
  const specProblems = problemsOf(told.specs);
  return {
    validUntilMs: nextChangeOf(configured, settings, now),
    overview: {
      sources: configured.map(({ name, asOfMs, error }) =>
        sourceStatusOf({
          name,
          now,
          staleAfterMs: settings.staleAfterMs,
          asOf: asOfMs === undefined ? undefined : toIso(asOfMs),
          error: asOfMs === undefined ? error ?? notYetAsked : error,
        }),
      ),
      warnings: configured.flatMap(({ name, warnings }) =>
        warnings.map(message => ({ source: name, message })),
      ),
      alertPolicies: alertPoliciesOf(slos, settings),
      ...(newest && {
        trend: {
          from: newest.from,
          stepSeconds: newest.stepSeconds,
          points: newest.points,
        },
      }),
      ...(specProblems.length > 0 && { specProblems }),
      slos,
    },
  };
}

/** @param isKnown - whether it is known what its source records */
function toUnrecorded(placed: PlacedSlo, isKnown: boolean): Slo {
  const { source, service, name, objective, periodDays, entity } = placed;
  return {
    id: sloIdOf({ source, service, name }),
    source,
    service,
    name,
    objective,
    periodDays,
    windows: [],
    state: 'no-data',
    reason: isKnown ? { code: 'not-loaded', source } : { code: 'not-recorded' },
    since: toIso(placed.sinceMs),
    ...(entity && { entityRef: entity.entityRef }),
    owners: entity?.owners ?? [],
    ...(entity?.system && { system: entity.system }),
  };
}

function emptyRecord(name: string): SourceRecord {
  return { name, attemptedAtMs: 0, warnings: [], slos: [] };
}

function alertPoliciesOf(
  slos: readonly Slo[],
  settings: JudgementSettings,
): AlertPolicy[] {
  const policies = slos.map(
    ({ periodDays, tool }) =>
      [
        `${tool} ${periodDays}`,
        {
          periodDays,
          ...(tool && { tool }),
          pairs: pairsOf(settings, periodDays, tool),
        },
      ] as const,
  );
  return [...new Map(policies).values()].sort(
    (a, b) => a.periodDays - b.periodDays,
  );
}

/** When the first sample or source that is fresh now will count as stale. */
function nextChangeOf(
  records: readonly SourceRecord[],
  settings: JudgementSettings,
  now: number,
): number {
  let next = Infinity;
  const consider = (at: number | undefined) => {
    const change = (at ?? -Infinity) + settings.staleAfterMs;
    if (change >= now && change < next) {
      next = change;
    }
  };
  for (const record of records) {
    consider(record.asOfMs);
    record.slos.forEach(slo => consider(slo.sampleAtMs));
  }
  // At the limit itself a sample is still fresh; a millisecond later it is not.
  return next + 1;
}
