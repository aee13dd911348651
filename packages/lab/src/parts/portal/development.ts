import { join } from 'node:path';
import type { LabContext } from '../../context';
import type { PartCommand, PartDefinition } from '../types';
import { backendEnvironment, configArguments, writeOverlay } from './index';

/** The backend, started anew by Backstage's own tool when a source changes. */
export function portalDevelopment(options: {
  withCore: boolean;
}): PartDefinition {
  return {
    name: 'portal',
    title: 'Backend (restarts on change)',
    tier: 'base',
    needs: ['identity'],
    tools: [],
    ports: ({ ports }) => [ports.portal],
    prepare: async context =>
      writeOverlay(context, { ...options, appUrl: appUrl(context) }),
    command: context => packageStart(context, 'packages/backend'),
    readiness: ({ ports }) => ({
      http: `http://127.0.0.1:${ports.portal}/.backstage/health/v1/readiness`,
    }),
    readyWithinMs: 300_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 15_000,
  };
}

/** The app with hot reload. */
export function appDevelopment(options: { withCore: boolean }): PartDefinition {
  return {
    name: 'app',
    title: 'App (hot reload)',
    tier: 'base',
    needs: [],
    tools: [],
    ports: ({ ports }) => [ports.appDevelopment],
    url: appUrl,
    prepare: async context =>
      writeOverlay(context, { ...options, appUrl: appUrl(context) }),
    command: context => packageStart(context, 'packages/app'),
    readiness: context => ({ http: appUrl(context) }),
    readyWithinMs: 300_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 10_000,
  };
}

function appUrl({ ports }: LabContext): string {
  return `http://localhost:${ports.appDevelopment}`;
}

function packageStart(context: LabContext, folder: string): PartCommand {
  return {
    file: process.execPath,
    args: [
      join(context.root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['package', 'start'],
      ...configArguments(context),
    ],
    cwd: join(context.root, folder),
    env: {
      ...backendEnvironment(context),
      // Opens no browser window: the address is in the closing line.
      BROWSER: 'none',
    },
  };
}
