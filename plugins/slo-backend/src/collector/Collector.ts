import { setImmediate as nextTurn } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { RecordedSlo, recordedSlos } from '../discovery/recordedSlos';
import {
  budgetTrendQuery,
  sampleTimesQuery,
  valuesQuery,
} from '../discovery/queries';
import { SeriesScope } from '../discovery/selectors';
import { Clock, EntityDirectory, MappedEntity, MetricsSource } from '../ports';
import { IndicatorStore } from '../review/IndicatorStore';
import { lacksObjective, withToldObjectives } from '../review/toldObjectives';
import { SloRecord, SloStore, SourceRecord, TrendRecord } from '../store/types';
import { episodeChanges } from './episodeChanges';
import { agedRecords, JudgementSettings, nextRecords } from './nextRecords';
import { applyRepair, repairBatch } from './repairs';
import { isTrendDue, toTrend, trendRange } from './trend';

/** A refresh that was stored. */
export interface Refresh {
  previous: SourceRecord | undefined;
  current: SourceRecord;
}

/** Extra questions are the dear ones: a source that could not cope gets a rest. */
const pauseAfterFailureMs = 5 * 60_000;

interface CollectorDependencies {
  source: MetricsSource;
  scope: SeriesScope;
  settings: JudgementSettings;
  store: SloStore;
  directory: EntityDirectory;
  indicators: Pick<IndicatorStore, 'objectives'>;
  logger: LoggerService;
  now: Clock;
}

/**
 * Reads all SLOs of one source and stores them.
 *
 * A refresh asks the source at most four questions, however many SLOs there
 * are: their values, when those were recorded, now and then the trend of
 * budgets, and now and then an average that the source's own rules have
 * spoiled. Between its steps, each of which takes a while for thousands of SLOs, those
 * have a turn who wait for an answer of the portal.
 */
export class Collector {
  /** Until when an extra question that failed is not asked again, by operation. */
  private readonly notBefore = new Map<string, number>();

  constructor(private readonly deps: CollectorDependencies) {}

  /**
   * Makes one refresh. A source that fails is a result like any other: it is
   * stored, and nothing that was known is lost.
   *
   * @returns `undefined` if a later refresh has been stored meanwhile
   * @throws what the store throws, and the signal's reason when aborted
   */
  async refresh(signal?: AbortSignal): Promise<Refresh | undefined> {
    const { source, store, now, logger } = this.deps;
    const attemptedAtMs = now();
    const previous = await store.source(source.name);
    let current: SourceRecord;
    try {
      current = await this.collect(previous, attemptedAtMs, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!isError(error)) {
        throw error;
      }
      if (previous?.error !== error.message) {
        logger.warn(`SLOs cannot be refreshed: ${error.message}`);
      }
      current = this.afterFailure(previous, error.message, attemptedAtMs);
    }
    const open = await store.openEpisodes(source.name);
    const changes = episodeChanges(current.slos, open, attemptedAtMs);
    const isStored = await store.save(current, changes, {
      keepTrend: previous !== undefined && current.trend === previous.trend,
    });
    return isStored ? { previous, current } : undefined;
  }

  private async collect(
    previous: SourceRecord | undefined,
    attemptedAtMs: number,
    signal: AbortSignal | undefined,
  ): Promise<SourceRecord> {
    const { source, scope, settings } = this.deps;
    const at = attemptedAtMs / 1000;
    const [values, times] = await Promise.all([
      source.query({
        operation: 'read the SLOs',
        promql: valuesQuery(scope),
        at,
        signal,
      }),
      source.query({
        operation: 'read when the SLOs were recorded',
        promql: sampleTimesQuery(scope, pyrraWindowsOf(previous)),
        at,
        signal,
      }),
    ]);
    await nextTurn();
    const recorded = await this.withObjectives(
      recordedSlos(values.samples, times.samples, source.name, scope.keyLabels),
    );
    const warnings = [...new Set([...values.warnings, ...times.warnings])];
    const entities = await this.findEntities(recorded);
    await nextTurn();
    const slos = nextRecords(
      previous?.slos ?? [],
      { recorded, entities, isComplete: warnings.length === 0 },
      settings,
      attemptedAtMs,
    );
    await nextTurn();
    const repaired = await this.repair(slos, attemptedAtMs, signal);
    const trend = await this.refreshTrend(
      previous?.trend,
      repaired,
      attemptedAtMs,
      signal,
    );
    return {
      name: source.name,
      attemptedAtMs,
      asOfMs: attemptedAtMs,
      warnings,
      slos: repaired,
      ...(trend && { trend }),
    };
  }

  /** What is not recorded, but known from alerts; see {@link IndicatorStore}. */
  private async withObjectives(
    recorded: RecordedSlo[],
  ): Promise<RecordedSlo[]> {
    const { indicators, source } = this.deps;
    return recorded.some(lacksObjective)
      ? withToldObjectives(recorded, await indicators.objectives(source.name))
      : recorded;
  }

  private afterFailure(
    previous: SourceRecord | undefined,
    error: string,
    attemptedAtMs: number,
  ): SourceRecord {
    const { source, settings } = this.deps;
    return {
      warnings: [],
      ...previous,
      name: source.name,
      attemptedAtMs,
      error,
      slos: agedRecords(previous?.slos ?? [], settings, attemptedAtMs),
    };
  }

  /** `undefined` if the catalog does not answer: then what was known goes on. */
  private async findEntities(
    recorded: readonly RecordedSlo[],
  ): Promise<Map<string, MappedEntity> | undefined> {
    const services = new Set(
      recorded.flatMap(({ key, aliases = [] }) => [key.service, ...aliases]),
    );
    try {
      return await this.deps.directory.find([...services]);
    } catch (error) {
      this.deps.logger.warn(
        `SLOs keep the entities they had, for the catalog does not answer: ${error}`,
      );
      return undefined;
    }
  }

  private async repair(
    records: SloRecord[],
    now: number,
    signal: AbortSignal | undefined,
  ): Promise<SloRecord[]> {
    const { source, scope, settings } = this.deps;
    const batch = repairBatch(records, scope, now);
    if (!batch) {
      return records;
    }
    const operation = 'average the periods that have gaps';
    const answer = await this.tryExtra(operation, now, () =>
      source.query({ operation, promql: batch.promql, at: now / 1000, signal }),
    );
    return answer
      ? applyRepair(records, batch, answer.samples, scope, settings, now)
      : records;
  }

  private async refreshTrend(
    previous: TrendRecord | undefined,
    records: readonly SloRecord[],
    now: number,
    signal: AbortSignal | undefined,
  ): Promise<TrendRecord | undefined> {
    const { source, scope } = this.deps;
    if (!isTrendDue(previous, records, now)) {
      return previous;
    }
    const range = trendRange(now);
    const operation = 'read the trend of the budgets';
    const promql = budgetTrendQuery(scope);
    const answer = await this.tryExtra(operation, now, () =>
      source.queryRange({ operation, promql, range, signal }),
    );
    return answer
      ? toTrend(
          answer.samples,
          range,
          records,
          { source: source.name, keyLabels: scope.keyLabels },
          now,
        )
      : previous;
  }

  /**
   * Asks what only adds to an answer that is good without it: a failure is no
   * failure of the refresh, and is not repeated with each one.
   */
  private async tryExtra<T>(
    operation: string,
    now: number,
    ask: () => Promise<T>,
  ): Promise<T | undefined> {
    if (now < (this.notBefore.get(operation) ?? 0)) {
      return undefined;
    }
    try {
      return await ask();
    } catch (error) {
      this.notBefore.set(operation, now + pauseAfterFailureMs);
      this.deps.logger.warn(`SLOs go without for a while: ${error}`);
      return undefined;
    }
  }
}

function pyrraWindowsOf(previous: SourceRecord | undefined): string[] {
  return (previous?.slos ?? []).flatMap(({ key, windows }) =>
    key.tool === 'pyrra' && windows.length > 0 ? [windows[0].window] : [],
  );
}
