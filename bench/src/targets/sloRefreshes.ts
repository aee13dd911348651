import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** One refresh of the SLO backend. */
export interface RefreshFigures {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** What is left after a collection; of every twenty-fifth refresh. */
  readonly keptBytes?: number;
  readonly rssBytes?: number;
}

export interface SloRefreshes {
  make(count: number): Promise<RefreshFigures[]>;
  stop(): void;
}

/** The SLO backend alone in a process, which refreshes when it is told to. */
export async function startSloRefreshes(
  root: string,
  prometheusUrl: string,
  services: number,
): Promise<SloRefreshes> {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      ...[
        '--require',
        join(root, 'node_modules/@backstage/cli-node/config/nodeTransform.cjs'),
      ],
      join(root, 'plugins/slo-backend/dev/manyRefreshes.ts'),
      prometheusUrl,
      `${services}`,
    ],
    {
      env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'error' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  // The backend may log between the lines.
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const next = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) {
        throw new Error('The refreshing process has ended');
      }
      if (value.startsWith('{')) {
        return JSON.parse(value);
      }
    }
  };
  await next();
  return {
    async make(count) {
      child.stdin.write(`${count}\n`);
      const figures: RefreshFigures[] = [];
      while (figures.length < count) {
        figures.push(await next());
      }
      return figures;
    },
    stop() {
      process.off('exit', end);
      end();
    },
  };
}
