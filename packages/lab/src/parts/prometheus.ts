import { prepareHistory } from '../history/prepareHistory';
import { prometheusFiles } from './prometheusFiles';
import type { PartDefinition } from './types';

/** Metrics, rules and alerts. The platform part writes its targets and rules. */
export const prometheus: PartDefinition = {
  name: 'prometheus',
  title: 'Prometheus',
  tier: 'core',
  needs: [],
  tools: ['prometheus'],
  ports: ({ ports }) => [ports.prometheus],
  url: ({ urls }) => urls.prometheus,
  prepare: prepareHistory,
  command: context => {
    const { config, data } = prometheusFiles(context);
    return {
      file: context.toolPath('prometheus'),
      args: [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        // Budgets look back 30 days; the rest is for comparing with before.
        '--storage.tsdb.retention.time=45d',
        // The runner sees to it that nobody else uses the folder, and a lock
        // left by a killed server would only be in the way.
        '--storage.tsdb.no-lockfile',
        `--web.listen-address=127.0.0.1:${context.ports.prometheus}`,
        `--web.external-url=${context.urls.prometheus}`,
        '--web.enable-lifecycle',
      ],
    };
  },
  readiness: ({ ports }) => ({
    http: `http://127.0.0.1:${ports.prometheus}/-/ready`,
  }),
  // Replaying a long write-ahead log after a kill takes its time.
  readyWithinMs: 180_000,
  stopSignal: 'SIGTERM',
  stopWithinMs: 20_000,
};
