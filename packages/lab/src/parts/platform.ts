import { typescriptProcess } from './typescriptProcess';
import type { PartDefinition } from './types';

/**
 * Renders the GoReliable services into Git, builds and runs them, puts load on
 * them and lets scenarios break them.
 */
export const platform: PartDefinition = {
  name: 'platform',
  title: 'GoReliable services',
  tier: 'core',
  needs: ['gitea', 'nats', 'postgres'],
  tools: [],
  ports: ({ ports }) => [
    ports.platform,
    ...Object.values(ports.services).flatMap(({ http, admin }) => [
      http,
      admin,
    ]),
  ],
  command: context =>
    typescriptProcess(context, 'packages/lab/src/platform/main.ts'),
  readiness: ({ ports }) => ({
    http: `http://127.0.0.1:${ports.platform}/healthz`,
  }),
  // On the first start the services are compiled.
  readyWithinMs: 900_000,
  stopSignal: 'SIGTERM',
  stopWithinMs: 20_000,
};
