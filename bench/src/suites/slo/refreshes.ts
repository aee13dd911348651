import type { LabContext } from '@goreliable/lab';
import { startPrometheus } from '../../prometheus/startPrometheus';
import { slosOfService } from '../../prometheus/sloFleet';
import { slope } from '../../report';
import { type RefreshFigures, startSloRefreshes } from '../../targets';

export interface Refreshes {
  /** Questions to Prometheus of the one that asked most. */
  readonly mostQueries: number;
  /** Those after the first ones. */
  readonly figures: readonly RefreshFigures[];
  /** MB that are kept in memory after a thousand refreshes more than before them. */
  readonly growthMegabytes?: number;
}

/** Until compiled code, connections and caches are there. */
const warmingRefreshes = 10;

/** Refreshes of which each is counted by itself: the first one asks for the trend too. */
const countedRefreshes = 5;

/** Refreshes after which memory is looked at from a run of many. */
const settledAfter = 200;

/**
 * Has the SLO backend, alone in a process, refresh a fleet's SLOs.
 *
 * @param options.refreshes - of which times are taken; with many of them memory is too
 */
export async function measureRefreshes(
  context: LabContext,
  options: { slos: number; scrapeSeconds: number; refreshes: number },
  say: (line: string) => void,
): Promise<Refreshes> {
  const { slos, refreshes } = options;
  const prometheus = await startPrometheus(context, options);
  try {
    const backend = await startSloRefreshes(
      context.root,
      prometheus.url,
      slos / slosOfService,
    );
    try {
      let mostQueries = 0;
      for (let count = 0; count < countedRefreshes; count += 1) {
        const before = await prometheus.queries();
        await backend.make(1);
        const asked = (await prometheus.queries()) - before;
        mostQueries = Math.max(mostQueries, asked);
      }
      await backend.make(warmingRefreshes);
      say(`${slos} SLOs: ${refreshes} refreshes`);
      const figures = await backend.make(refreshes);
      const kept = figures
        .slice(settledAfter)
        .flatMap(({ keptBytes }) => keptBytes ?? []);
      return {
        mostQueries,
        figures,
        ...(kept.length > 2 && {
          // One value for each twenty-five refreshes.
          growthMegabytes: (slope(kept) * (1_000 / 25)) / 1_000_000,
        }),
      };
    } finally {
      backend.stop();
    }
  } finally {
    await prometheus.stop();
  }
}
