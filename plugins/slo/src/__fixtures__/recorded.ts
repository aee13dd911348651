import {
  SloIndicator,
  SloOverview,
  sloOverviewSchema,
  SloSeries,
  sloSeriesSchema,
} from '@goreliable/plugin-slo-common';
import overviewJson from './recorded/overview.json';
import dayJson from './recorded/series-1d.json';
import monthJson from './recorded/series-30d.json';

/**
 * Answers of the backend on a real Prometheus with Sloth's rules: a service
 * that burns at page rate, one at ticket rate, one that has spent its budget,
 * one without traffic and some that are well.
 */
const recordedOverview = sloOverviewSchema.parse(overviewJson);
const recordedSeries = {
  day: sloSeriesSchema.parse(dayJson),
  month: sloSeriesSchema.parse(monthJson),
};

const recordedAtMs = Date.parse(recordedOverview.sources[0].asOf!);

/** What the rules of those services say that they measure. */
const indicators: Record<string, SloIndicator> = {
  'requests-availability': { kind: 'events', noun: 'requests' },
  'requests-latency': {
    kind: 'latency',
    thresholdSeconds: 0.3,
    noun: 'requests',
  },
  'first-token-latency': {
    kind: 'first-token',
    thresholdSeconds: 0.8,
    noun: 'first tokens',
  },
  'messages-freshness': {
    kind: 'freshness',
    thresholdSeconds: 5,
    noun: 'messages',
  },
};

/** The recorded overview as if it had been recorded just now. */
export function overviewFixture(nowMs: number): SloOverview {
  const shift = (iso: string | undefined) =>
    iso && new Date(Date.parse(iso) + nowMs - recordedAtMs).toISOString();
  return {
    ...recordedOverview,
    sources: recordedOverview.sources.map(source => ({
      ...source,
      asOf: shift(source.asOf),
    })),
    slos: recordedOverview.slos.map(slo => ({
      ...slo,
      since: shift(slo.since),
      sampleAt: shift(slo.sampleAt),
      ...(indicators[slo.name] && { indicator: indicators[slo.name] }),
    })),
  };
}

/** A recorded series, moved so that it ends now. */
export function seriesFixture(
  length: keyof typeof recordedSeries,
  nowMs: number,
): SloSeries {
  const series = recordedSeries[length];
  const shift = Math.floor(nowMs / 1000) - series.timestamps.at(-1)!;
  return {
    ...series,
    timestamps: series.timestamps.map(at => at + shift),
    sources: overviewFixture(nowMs).sources,
  };
}

/** The SLO in the recordings that burns at page rate. */
export const burningId = 'lab~order-service~requests-availability';
