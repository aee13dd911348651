import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import { EventStore } from './ports';

/** Rows per statement: short locks, and a stop is heeded soon. */
const batchSize = 2_000;

/** Deletes events that are older than they need to be. */
export class RetentionTask {
  constructor(
    private readonly options: {
      store: EventStore;
      retentionMs: number;
      logger: LoggerService;
      now?: () => number;
    },
  ) {}

  /** Runs on one replica at a time. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'timeline-retention',
      frequency: { hours: 6 },
      timeout: { hours: 1 },
      // Not among all else that happens at the start.
      initialDelay: { minutes: 5 },
      scope: 'global',
      fn: async signal => {
        await this.run(signal);
      },
    });
  }

  /** Deletes in batches until nothing is too old or the signal says stop. */
  async run(signal: AbortSignal): Promise<number> {
    const { store, retentionMs, logger, now = Date.now } = this.options;
    const beforeMs = now() - retentionMs;
    let deleted = 0;
    try {
      while (!signal.aborted) {
        const count = await store.deleteBefore(beforeMs, batchSize);
        deleted += count;
        if (count < batchSize) {
          break;
        }
      }
    } catch (error) {
      throw new ForwardedError('Could not delete old timeline events', error);
    }
    if (deleted > 0) {
      logger.info(
        `Deleted ${deleted} timeline events from before ${new Date(
          beforeMs,
        ).toISOString()}`,
      );
    }
    return deleted;
  }
}
