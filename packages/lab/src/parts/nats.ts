import { join } from 'node:path';
import type { PartDefinition } from './types';

/** Messages between services, kept on disk by JetStream. */
export const nats: PartDefinition = {
  name: 'nats',
  title: 'NATS JetStream',
  tier: 'core',
  needs: [],
  tools: ['nats-server'],
  ports: ({ ports }) => [ports.nats, ports.natsMonitoring],
  command: ({ toolPath, ports, labDir }) => ({
    file: toolPath('nats-server'),
    args: [
      ...['--addr', '127.0.0.1'],
      ...['--port', `${ports.nats}`],
      ...['--http_port', `${ports.natsMonitoring}`],
      '--jetstream',
      ...['--store_dir', join(labDir, 'nats')],
    ],
  }),
  readiness: ({ ports }) => ({
    http: `http://127.0.0.1:${ports.natsMonitoring}/healthz`,
  }),
  readyWithinMs: 60_000,
  stopSignal: 'SIGTERM',
  stopWithinMs: 10_000,
};
