import { setImmediate as nextTurn } from 'node:timers/promises';
import { JudgementSettings } from '../collector/nextRecords';
import { Clock } from '../ports';
import { IndicatorStore } from '../review/IndicatorStore';
import { ReviewStore } from '../review/ReviewStore';
import { SpecStore } from '../specs/types';
import { SloStore, SourceRecord } from '../store/types';
import { Snapshot } from './Snapshot';
import { ToldOfSlos, toOverview } from './toOverview';

/** For how long the store is not asked again whether there is something new. */
const recheckAfterMs = 1_000;

/** Up to which time since the last look at the store nobody waits for the next. */
const usableForMs = 5_000;

interface Loaded {
  snapshot: Snapshot;
  revision: string;
  records: readonly SourceRecord[];
  told: ToldOfSlos;
  /** When time alone changes something in it. */
  validUntilMs: number;
}

/**
 * Keeps the snapshot up to date with the store, which another replica may be
 * filling.
 *
 * As long as people look, none of them waits: the one at hand is given out
 * while the next is made. After a pause the first one waits, for what lay
 * around may call itself fresh and be an hour old.
 */
export class SnapshotReader {
  private current?: Loaded;
  private checkedAtMs = -Infinity;
  /** When somebody asked last, and the time before that. */
  private askedAtMs: [number, number] = [-Infinity, -Infinity];
  private underWay?: Promise<Snapshot>;

  constructor(
    private readonly deps: {
      store: Pick<SloStore, 'revision' | 'sources'>;
      reviews: Pick<ReviewStore, 'revision' | 'lastReviews'>;
      indicators: Pick<IndicatorStore, 'revision' | 'indicators'>;
      specs: Pick<SpecStore, 'revision' | 'files'>;
      sourceNames: readonly string[];
      settings: JudgementSettings;
      now: Clock;
      onError: (error: unknown) => void;
    },
  ) {}

  async snapshot(): Promise<Snapshot> {
    const { current } = this;
    const now = this.deps.now();
    this.askedAtMs = [now, this.askedAtMs[0]];
    const sinceCheckMs = now - this.checkedAtMs;
    const isValid = current !== undefined && now < current.validUntilMs;
    if (isValid && sinceCheckMs < recheckAfterMs) {
      return current.snapshot;
    }
    const refreshed = this.loadShared();
    if (isValid && sinceCheckMs < usableForMs) {
      refreshed.catch(this.deps.onError);
      return current.snapshot;
    }
    return await refreshed;
  }

  /** Whether {@link snapshot} would give this one at once. */
  isCurrent(snapshot: Snapshot): boolean {
    const { current } = this;
    const now = this.deps.now();
    return (
      current?.snapshot === snapshot &&
      now < current.validUntilMs &&
      now - this.checkedAtMs < recheckAfterMs
    );
  }

  /** The snapshot after looking at the store, for those who have just changed it. */
  async refresh(): Promise<Snapshot> {
    // What is under way may have looked before the change.
    await this.underWay?.catch(() => undefined);
    return await this.loadShared();
  }

  private loadShared(): Promise<Snapshot> {
    this.underWay ??= this.load().finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  private async load(): Promise<Snapshot> {
    const { store, reviews, indicators, specs, now, onError } = this.deps;
    this.checkedAtMs = now();
    try {
      const revisions = [store, reviews, indicators, specs].map(each =>
        each.revision(),
      );
      const revision = (await Promise.all(revisions)).join(' | ');
      const { current } = this;
      if (current?.revision !== revision) {
        const [records, last, measured, files] = await Promise.all([
          store.sources(),
          reviews.lastReviews(),
          indicators.indicators(),
          specs.files(),
        ]);
        const told = { reviews: last, indicators: measured, specs: files };
        return await this.make({ revision, records, told });
      }
      return now() < current.validUntilMs
        ? current.snapshot
        : await this.make(current);
    } catch (error) {
      if (!this.current) {
        throw error;
      }
      // What is in memory still holds, only it grows old.
      onError(error);
      return await this.make(this.current);
    }
  }

  private async make(
    facts: Pick<Loaded, 'revision' | 'records' | 'told'>,
  ): Promise<Snapshot> {
    const { revision, records, told } = facts;
    // Each step takes a while, and people wait for other answers meanwhile.
    await nextTurn();
    const { sourceNames, settings, now } = this.deps;
    const { overview, validUntilMs } = toOverview(
      sourceNames,
      records,
      settings,
      now(),
      told,
    );
    await nextTurn();
    const snapshot = new Snapshot(overview);
    if (this.current && this.isWatched()) {
      await snapshot.follow(this.current.snapshot);
    }
    this.current = { snapshot, revision, records, told, validUntilMs };
    return snapshot;
  }

  /** Whether people look all the time; to one who comes after a pause nothing is shown meanwhile. */
  private isWatched(): boolean {
    const since = this.deps.now() - usableForMs;
    return this.askedAtMs.every(at => at > since);
  }
}
