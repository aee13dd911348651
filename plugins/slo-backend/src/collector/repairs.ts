import { formatPromDuration, sloIdOf } from '@goreliable/plugin-slo-common';
import { sloKeyOf } from '../discovery/seriesKeys';
import { repairedPeriodQuery } from '../discovery/slothQueries';
import { SeriesScope } from '../discovery/selectors';
import { InstantSample } from '../ports';
import { SloRecord } from '../store/types';
import { JudgementSettings, needsRepair, withRepair } from './nextRecords';

/** An average over a month moves slowly, and asking for it is dear. */
const repairEveryMs = 10 * 60_000;

/** SLOs of one question: each is some 9,000 samples for the source. */
const mostAtOnce = 100;

const triedAtMs = ({ repairTriedAtMs = 0 }: SloRecord) => repairTriedAtMs;

/** The SLOs that one question can repair. */
export interface RepairBatch {
  records: SloRecord[];
  promql: string;
}

/**
 * The question that repairs the SLOs that have waited longest; `undefined` if
 * none is due. One question can only be about one window and one period.
 */
export function repairBatch(
  records: readonly SloRecord[],
  scope: SeriesScope,
  now: number,
): RepairBatch | undefined {
  const due = records
    .filter(
      record =>
        record.vanishedAtMs === undefined &&
        needsRepair(record) &&
        now - triedAtMs(record) >= repairEveryMs,
    )
    .sort((a, b) => triedAtMs(a) - triedAtMs(b));
  const [first] = due;
  if (!first) {
    return undefined;
  }
  const { window } = first.windows[0];
  const batch = due
    .filter(
      record =>
        record.windows[0].window === window &&
        record.periodDays === first.periodDays,
    )
    .slice(0, mostAtOnce);
  return {
    records: batch,
    promql: repairedPeriodQuery(
      scope,
      batch.map(({ key }) => key),
      window,
      formatPromDuration(Math.round(first.periodDays * 86_400)),
    ),
  };
}

/**
 * The records with what the question brought. One that it brought nothing for, as
 * without any traffic all month, waits its turn again, or the others never had one.
 */
export function applyRepair(
  records: readonly SloRecord[],
  batch: RepairBatch,
  samples: readonly InstantSample[],
  scope: SeriesScope,
  settings: JudgementSettings,
  now: number,
): SloRecord[] {
  const source = batch.records[0].key.source;
  const asked = new Set(batch.records.map(({ id }) => id));
  const ratios = new Map(
    samples.flatMap(({ labels, value }) => {
      const key = sloKeyOf(labels, source, scope.keyLabels);
      const id = key && sloIdOf(key);
      return id && asked.has(id) && Number.isFinite(value)
        ? [[id, value] as const]
        : [];
    }),
  );
  return records.map(record => {
    if (!asked.has(record.id)) {
      return record;
    }
    const tried = { ...record, repairTriedAtMs: now };
    const ratio = ratios.get(record.id);
    return ratio === undefined
      ? tried
      : withRepair(tried, ratio, settings, now);
  });
}
