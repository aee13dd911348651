import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { RefreshHerald } from '../announce/RefreshHerald';
import { SloConfig } from '../config';
import { Clock, EntityDirectory } from '../ports';
import { IndicatorStore } from '../review/IndicatorStore';
import { ScopedSource } from '../series/SeriesReader';
import { SloStore } from '../store/types';
import { Collector } from './Collector';

/** A task may take this long before another replica takes it over. */
const longestRefreshMs = 60_000;

const episodesKeptMs = 100 * 86_400_000;

/**
 * Has each source read by one replica at a time, each on a schedule of its own,
 * so that one that hangs holds up no other.
 */
export async function scheduleRefreshes(options: {
  sources: ReadonlyMap<string, ScopedSource>;
  config: Pick<SloConfig, 'refreshIntervalMs' | 'settings'>;
  store: SloStore;
  directory: EntityDirectory;
  indicators: IndicatorStore;
  herald: RefreshHerald;
  scheduler: SchedulerService;
  logger: LoggerService;
  now: Clock;
}): Promise<void> {
  const { sources, config, store, herald, scheduler, now } = options;
  for (const [name, { source, scope }] of sources) {
    const logger = options.logger.child({ source: name });
    const collector = new Collector({
      source,
      scope,
      settings: config.settings,
      store,
      directory: options.directory,
      indicators: options.indicators,
      logger,
      now,
    });
    await scheduler.scheduleTask({
      id: `refresh-${name}`,
      scope: 'global',
      frequency: { milliseconds: config.refreshIntervalMs },
      timeout: {
        milliseconds: Math.max(longestRefreshMs, 2 * config.refreshIntervalMs),
      },
      fn: async signal => {
        const refresh = await collector.refresh(signal);
        if (refresh) {
          await herald.tell(refresh);
        }
      },
    });
  }

  await scheduler.scheduleTask({
    id: 'forget',
    scope: 'global',
    frequency: { days: 1 },
    timeout: { minutes: 5 },
    fn: async () => {
      await store.keepOnly([...sources.keys()]);
      await store.forgetEpisodes(now() - episodesKeptMs);
    },
  });
}
