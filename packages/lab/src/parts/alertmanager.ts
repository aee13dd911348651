import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeFileAtomically } from '../files';
import type { PartDefinition } from './types';

/** Groups, silences and routes what Prometheus raises. */
export const alertmanager: PartDefinition = {
  name: 'alertmanager',
  title: 'Alertmanager',
  tier: 'core',
  needs: [],
  tools: ['alertmanager'],
  ports: ({ ports }) => [ports.alertmanager],
  url: ({ urls }) => urls.alertmanager,
  prepare: async ({ labDir }) =>
    writeFileAtomically(
      join(labDir, 'alertmanager', 'alertmanager.yml'),
      alertmanagerConfig(),
    ),
  command: ({ toolPath, labDir, ports, urls }) => ({
    file: toolPath('alertmanager'),
    args: [
      `--config.file=${join(labDir, 'alertmanager', 'alertmanager.yml')}`,
      `--storage.path=${join(labDir, 'alertmanager', 'data')}`,
      `--web.listen-address=127.0.0.1:${ports.alertmanager}`,
      `--web.external-url=${urls.alertmanager}`,
      // One instance: nothing to gossip with, so no port for it.
      '--cluster.listen-address=',
    ],
  }),
  readiness: ({ ports }) => ({
    http: `http://127.0.0.1:${ports.alertmanager}/-/ready`,
  }),
  readyWithinMs: 60_000,
  stopSignal: 'SIGTERM',
  stopWithinMs: 10_000,
};

/**
 * Alerts are grouped by service, as people handle them. They are read through
 * Alertmanager's own API; nothing is sent out from a lab.
 */
export function alertmanagerConfig(): string {
  return stringify({
    route: {
      receiver: 'portal',
      group_by: ['sloth_service', 'alertname'],
      group_wait: '5s',
      group_interval: '30s',
      repeat_interval: '4h',
    },
    receivers: [{ name: 'portal' }],
    inhibit_rules: [
      {
        source_matchers: ['sloth_severity = page'],
        target_matchers: ['sloth_severity = ticket'],
        equal: ['sloth_service', 'sloth_slo'],
      },
    ],
  });
}
