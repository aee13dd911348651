import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ReviewReminder } from '../announce/ReviewReminder';
import { Clock } from '../ports';
import { SloStore } from '../store/types';
import { IndicatorSource } from './askIndicator';
import { IndicatorCollector } from './IndicatorCollector';
import { IndicatorStore } from './IndicatorStore';

/** How often it is looked whether a source is to be asked; that is seldom so. */
const lookEveryMs = 30_000;
/** Days pass no faster, and nobody waits for this. */
const remindEvery = { minutes: 30 };

/** Has one replica at a time look at what SLOs measure, and at what is overdue. */
export async function scheduleReviewTasks(options: {
  sources: ReadonlyMap<string, IndicatorSource>;
  slos: Pick<SloStore, 'source'>;
  indicators: IndicatorStore;
  reminder: ReviewReminder;
  scheduler: SchedulerService;
  logger: LoggerService;
  now: Clock;
}): Promise<void> {
  const { sources, slos, indicators, reminder, scheduler, now } = options;
  await indicators.keepOnly([...sources.keys()]);
  for (const [name, { source, scope }] of sources) {
    const collector = new IndicatorCollector({
      name,
      source,
      scope,
      slos,
      store: indicators,
      logger: options.logger.child({ source: name }),
      now,
    });
    await scheduler.scheduleTask({
      id: `indicators-${name}`,
      scope: 'global',
      frequency: { milliseconds: lookEveryMs },
      // The first refresh brings the SLOs to ask for.
      initialDelay: { seconds: 10 },
      timeout: { minutes: 2 },
      fn: signal => collector.collect(signal),
    });
  }
  await scheduler.scheduleTask({
    id: 'remind-of-reviews',
    scope: 'global',
    frequency: remindEvery,
    initialDelay: { minutes: 1 },
    timeout: { minutes: 5 },
    fn: () => reminder.remind(),
  });
}
