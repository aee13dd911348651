import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { sloChangedChannel } from '@goreliable/plugin-slo-common';
import { Refresh } from '../collector/Collector';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { changeOf } from './changeOf';
import { EpisodeAnnouncer } from './EpisodeAnnouncer';
import { HomePublisher } from './HomePublisher';

/** Tells everybody who wants to know that a refresh has been stored. */
export class RefreshHerald {
  /** The last failure of each kind, so that an absent listener is logged once. */
  private readonly failures = new Map<string, string>();

  constructor(
    private readonly deps: {
      snapshots: SnapshotReader;
      signals: SignalsService;
      home: HomePublisher;
      announcer: EpisodeAnnouncer;
      logger: LoggerService;
    },
  ) {}

  /** Never fails: whoever does not listen must not stop the refresh, nor the others. */
  async tell(refresh: Refresh): Promise<void> {
    const { snapshots, signals, home, announcer } = this.deps;
    const changed = changeOf(refresh);
    // First, so that whoever is told finds the news.
    const snapshot = await this.attempt('renew the snapshot', () =>
      snapshots.refresh(),
    );
    await Promise.all([
      changed &&
        this.attempt('signal the browsers', () =>
          signals.publish({
            recipients: { type: 'broadcast' },
            channel: sloChangedChannel,
            message: { changed },
          }),
        ),
      snapshot &&
        this.attempt('tell the landing page', () =>
          home.publish(snapshot.overview, changed === 'states'),
        ),
      this.attempt('announce episodes', () =>
        announcer.announce(refresh.current.name),
      ),
    ]);
  }

  private async attempt<T>(
    what: string,
    act: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      const result = await act();
      this.failures.delete(what);
      return result;
    } catch (error) {
      const message = `Could not ${what}: ${error}`;
      if (this.failures.get(what) !== message) {
        this.deps.logger.warn(message);
      }
      this.failures.set(what, message);
      return undefined;
    }
  }
}
