import { typescriptProcess } from './typescriptProcess';
import type { PartDefinition } from './types';

/** Signs the platform's people in, one click each. */
export const identity: PartDefinition = {
  name: 'identity',
  title: 'Sign-in (OpenID Connect)',
  tier: 'base',
  needs: [],
  tools: [],
  ports: ({ ports }) => [ports.identity],
  url: ({ urls }) => urls.identity,
  command: context =>
    typescriptProcess(context, 'packages/lab/src/identity/main.ts', {
      env: {
        PORT: `${context.ports.identity}`,
        ISSUER: context.urls.identity,
      },
    }),
  readiness: ({ ports }) => ({
    http: `http://localhost:${ports.identity}/.well-known/openid-configuration`,
  }),
  readyWithinMs: 120_000,
  stopSignal: 'SIGTERM',
  stopWithinMs: 5_000,
};
