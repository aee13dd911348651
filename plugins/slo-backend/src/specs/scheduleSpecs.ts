import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  SloChangedSignal,
  sloChangedChannel,
} from '@goreliable/plugin-slo-common';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { SpecCollector } from './SpecCollector';

/** Has one replica at a time read the spec files. */
export async function scheduleSpecs(options: {
  collector: SpecCollector;
  everyMs: number;
  snapshots: Pick<SnapshotReader, 'refresh'>;
  signals: SignalsService;
  scheduler: SchedulerService;
  logger: LoggerService;
}): Promise<void> {
  const { collector, snapshots, signals, scheduler, logger } = options;
  const message: SloChangedSignal = { changed: 'states' };
  await scheduler.scheduleTask({
    id: 'read-specs',
    scope: 'global',
    frequency: { milliseconds: options.everyMs },
    // The catalog has to know the entities that name them.
    initialDelay: { seconds: 15 },
    timeout: { minutes: 10 },
    fn: async signal => {
      const isDifferent = await collector.collect(signal);
      if (!isDifferent) {
        return;
      }
      await snapshots.refresh();
      try {
        await signals.publish({
          recipients: { type: 'broadcast' },
          channel: sloChangedChannel,
          message,
        });
      } catch (error) {
        logger.warn(`Browsers were not told that specs changed: ${error}`);
      }
    },
  });
}
