import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LabContext } from '../../context';
import { writeFileAtomically } from '../../files';
import { techdocsBin } from '../../tools/python';
import { typescriptProcess } from '../typescriptProcess';
import type { PartDefinition } from '../types';
import { buildApp } from './buildApp';
import { overlayPath, renderOverlay, scratchDir } from './overlay';

export { buildApp } from './buildApp';

/** The portal itself: the built app and its backend in one process. */
export function portal(options: { withCore: boolean }): PartDefinition {
  return {
    name: 'portal',
    title: 'GoReliable Portal',
    tier: 'base',
    needs: ['identity'],
    tools: [],
    ports: ({ ports }) => [ports.portal],
    url: ({ urls }) => urls.portal,
    prepare: async (context, work) => {
      writeOverlay(context, { ...options, appUrl: context.urls.portal });
      await buildApp(context, work);
    },
    command: context => backendProcess(context),
    readiness: ({ ports }) => ({
      http: `http://127.0.0.1:${ports.portal}/.backstage/health/v1/readiness`,
    }),
    readyWithinMs: 300_000,
    // A build that fails will fail again; one more try is for what was a whim.
    restart: { attempts: 2 },
    stopSignal: 'SIGTERM',
    stopWithinMs: 15_000,
  };
}

/** Writes what this run's portal is told, for its owner's eyes only. */
export function writeOverlay(
  context: LabContext,
  options: { withCore: boolean; appUrl: string },
): void {
  mkdirSync(scratchDir(context), { recursive: true });
  writeFileAtomically(overlayPath(context), renderOverlay(context, options), {
    mode: 0o600,
  });
}

/** The backend on the sources of this checkout. */
export function backendProcess(context: LabContext) {
  return typescriptProcess(context, 'packages/backend/src/index.ts', {
    cwd: 'packages/backend',
    keepTransformed: true,
    // A start makes much that is soon garbage: in a larger young generation it is collected less often.
    nodeArgs: ['--min-semi-space-size=16', '--max-semi-space-size=32'],
    args: configArguments(context),
    env: backendEnvironment(context),
  });
}

export function configArguments(context: LabContext): string[] {
  return [
    ...['--config', join(context.root, 'app-config.yaml')],
    ...['--config', overlayPath(context)],
  ];
}

export function backendEnvironment(context: LabContext): NodeJS.ProcessEnv {
  return {
    // Guests may look around in development only.
    NODE_ENV: 'development',
    CONFIG_SCHEMA_CACHE: join(context.cacheDir, 'config-schema'),
    // TechDocs calls `mkdocs`.
    PATH: [techdocsBin(context), process.env.PATH].join(delimiter),
  };
}
