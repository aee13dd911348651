import { setTimeout as delay } from 'node:timers/promises';
import { loadLabContext } from '@goreliable/lab';
import type { Suite } from '../report';
import { residentMegabytes } from '../server/residentMegabytes';
import { createStock, portalTarget, stockTarget } from '../targets';
import { alternating } from './alternating';

/** After readiness the catalog and the search index fill; then nothing happens. */
const idleAfterMs = 30_000;

/** How long the backend takes to be ready, and what it holds when nothing happens. */
export const startSuite: Suite = {
  name: 'start',
  async run({ rounds, say }) {
    const context = loadLabContext();
    const stock = await stockTarget(context, await createStock(context, say));
    const pair = [portalTarget(context), stock] as const;
    const ready = { ours: [] as number[], stock: [] as number[] };
    const memory = { ours: [] as number[], stock: [] as number[] };

    // Once each, unmeasured: files come into the system's cache, code into Node's.
    for (const target of pair) {
      await (await target.start()).stop();
    }
    for (const [round, targets] of alternating(pair, rounds).entries()) {
      for (const target of targets) {
        const server = await target.start();
        await delay(idleAfterMs);
        ready[target.name].push(server.readyMs);
        memory[target.name].push(residentMegabytes(server.pid));
        await server.stop();
      }
      say(`round ${round + 1} of ${rounds}`);
    }
    return {
      comparedWith: 'stock',
      notes: [
        'Backends, each alone on the machine: the portal on its sources as `make run TIERS=none`',
        'starts it, a stock Backstage built and in production mode as its Dockerfile starts it.',
        'Both with an empty SQLite database (the portal on disk, stock in memory) and the same',
        `catalog files; memory is the process's resident set ${
          idleAfterMs / 1000
        } s after readiness.`,
      ],
      measurements: [
        {
          what: 'backend ready',
          unit: 'ms',
          ours: ready.ours,
          theirs: ready.stock,
          goal: { kind: 'ratio-at-most', limit: 0.85 },
        },
        {
          what: 'memory, idle',
          unit: 'MB',
          ours: memory.ours,
          theirs: memory.stock,
          goal: { kind: 'at-most', limit: 450 },
        },
      ],
    };
  },
};
