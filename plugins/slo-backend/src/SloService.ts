import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  alertPairsOf,
  belongsTo,
  Slo,
  SloDetail,
  SloOnset,
  SloOverview,
  SloSeries,
} from '@goreliable/plugin-slo-common';
import { OnsetFinder } from './onset/OnsetFinder';
import { Visibility, VisibilityService } from './permissions/Visibility';
import { SeriesReader } from './series/SeriesReader';
import { PreparedAnswer, Validity } from '@goreliable/answers';
import { partOf } from './snapshot/partOf';
import { Snapshot } from './snapshot/Snapshot';
import { SnapshotReader } from './snapshot/SnapshotReader';
import { Episode, SloStore } from './store/types';

const mostEpisodes = 20;

interface Caller {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * What callers can ask about SLOs, each only about those they may see. All of
 * it but the series is answered from what has been collected.
 */
export class SloService {
  constructor(
    private readonly deps: {
      snapshots: SnapshotReader;
      visibility: VisibilityService;
      series: SeriesReader;
      onsets: OnsetFinder;
      store: Pick<SloStore, 'episodes'>;
    },
  ) {}

  /**
   * Every SLO the caller may see, ready to be sent, and for how long that holds.
   *
   * @param entityRef - only of this entity, in the sense of `belongsTo`
   */
  async overview({
    credentials,
    entityRef,
  }: Caller & { entityRef?: string }): Promise<{
    answer: PreparedAnswer;
    validity: Validity;
  }> {
    const { snapshot, visibility } = await this.look(credentials);
    const decision = visibility.kind === 'everything' ? '' : visibility.key;
    const answer =
      entityRef === undefined && visibility.kind === 'everything'
        ? snapshot.whole()
        : snapshot.view({
            key: `${entityRef ?? ''} ${decision}`,
            isVisible: slo =>
              (entityRef === undefined || belongsTo(slo, entityRef)) &&
              maySee(visibility, slo),
          });
    return {
      answer,
      validity: {
        untilMs: Math.min(
          visibility.untilMs,
          credentials.expiresAt?.getTime() ?? Infinity,
        ),
        isCurrent: () => this.deps.snapshots.isCurrent(snapshot),
      },
    };
  }

  /** The same as a value, for those who read it here. */
  async list({ credentials }: Caller): Promise<SloOverview> {
    const { snapshot, visibility } = await this.look(credentials);
    return partOf(snapshot.overview, slo => maySee(visibility, slo));
  }

  /** @throws NotFoundError if there is none, or none that the caller may see */
  async get(id: string, { credentials }: Caller): Promise<SloDetail> {
    const { slo, snapshot } = await this.find(id, credentials);
    const { overview } = snapshot;
    const episodes = await this.deps.store.episodes(id, mostEpisodes);
    return {
      slo,
      alertPairs: alertPairsOf(overview.alertPolicies, slo),
      ...(overview.trend && { trend: overview.trend }),
      episodes: episodes.map(toSummary),
      sources: overview.sources.filter(({ name }) => name === slo.source),
      warnings: overview.warnings.filter(({ source }) => source === slo.source),
    };
  }

  /**
   * @param range - Unix seconds
   * @throws NotFoundError like {@link get}; the signal's reason when aborted
   */
  async readSeries(
    id: string,
    range: { from: number; to: number },
    { credentials, signal }: Caller,
  ): Promise<SloSeries> {
    const { slo, snapshot } = await this.find(id, credentials);
    const status = statusOf(slo, snapshot);
    return await this.deps.series.read(slo, status, range, signal);
  }

  /**
   * When the present burn began, or the last one.
   *
   * @param options.at - a moment in Unix seconds at which another one was going on
   * @throws NotFoundError like {@link get}; the signal's reason when aborted
   */
  async onset(
    id: string,
    { at }: { at?: number },
    { credentials, signal }: Caller,
  ): Promise<SloOnset> {
    const { slo, snapshot } = await this.find(id, credentials);
    const episodes = await this.deps.store.episodes(id, mostEpisodes);
    const status = statusOf(slo, snapshot);
    return await this.deps.onsets.find(
      { slo, status, episodes },
      { at, signal },
    );
  }

  private async look(
    credentials: BackstageCredentials,
  ): Promise<{ snapshot: Snapshot; visibility: Visibility }> {
    const [visibility, snapshot] = await Promise.all([
      this.deps.visibility.of(credentials),
      this.deps.snapshots.snapshot(),
    ]);
    return { snapshot, visibility };
  }

  private async find(id: string, credentials: BackstageCredentials) {
    const { snapshot, visibility } = await this.look(credentials);
    const slo = snapshot.slo(id);
    if (!slo || !maySee(visibility, slo)) {
      // One answer for both: that it exists is not everybody's business.
      throw new NotFoundError(`There is no SLO '${id}' that you may see`);
    }
    return { slo, snapshot };
  }
}

function statusOf(slo: Slo, { overview }: Snapshot) {
  return overview.sources.find(({ name }) => name === slo.source)!;
}

function maySee(visibility: Visibility, slo: Slo): boolean {
  return visibility.kind === 'everything' || visibility.isVisible(slo);
}

function toSummary(episode: Episode): SloDetail['episodes'][number] {
  const { id, startedAtMs, endedAtMs, peakBurnRate } = episode;
  return {
    id,
    startedAt: new Date(startedAtMs).toISOString(),
    ...(endedAtMs !== undefined && {
      endedAt: new Date(endedAtMs).toISOString(),
    }),
    ...(peakBurnRate !== undefined && { peakBurnRate }),
  };
}
