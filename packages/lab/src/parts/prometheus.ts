import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { LabContext } from '../context';
import { writeFileAtomically } from '../files';
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
  prepare: async context => {
    const { config } = prometheusFiles(context);
    // Only until the platform has written its own and asked for a reload.
    if (!existsSync(config)) {
      writeFileAtomically(config, initialPrometheusConfig(context));
    }
    mkdirSync(prometheusFiles(context).data, { recursive: true });
  },
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

/** Where Prometheus reads and writes. */
export function prometheusFiles({ labDir }: Pick<LabContext, 'labDir'>) {
  const folder = join(labDir, 'prometheus');
  return {
    config: join(folder, 'prometheus.yml'),
    data: join(folder, 'data'),
  };
}

/** A server that watches itself and Alertmanager, and nothing else yet. */
export function initialPrometheusConfig({
  ports,
}: Pick<LabContext, 'ports'>): string {
  const target = (name: string, port: number) => ({
    job_name: name,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  });
  return stringify({
    global: { scrape_interval: '15s', evaluation_interval: '15s' },
    // History is filled in behind the live series.
    storage: { tsdb: { out_of_order_time_window: '30m' } },
    alerting: {
      alertmanagers: [
        { static_configs: [{ targets: [`127.0.0.1:${ports.alertmanager}`] }] },
      ],
    },
    scrape_configs: [
      target('prometheus', ports.prometheus),
      target('alertmanager', ports.alertmanager),
    ],
  });
}
