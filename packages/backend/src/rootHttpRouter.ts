import { join } from 'node:path';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  type RootConfigService,
  type RootLifecycleService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { refuseAnonymousSockets } from './anonymousSockets';
import { compressedAssets } from './compressedAssets';
import { drainOnShutdown } from './drain';
import { trustedRedirects } from './trustedRedirects';

/** With the delay and the plugins' own end it stays below the chart's grace of 60 s. */
const lastRequestsMs = 20_000;

/** Set where a balancer has to be given time; a person at a terminal wants an end at once. */
function shutdownDelayMs(config: RootConfigService): number | undefined {
  const key = 'backend.lifecycle.serverShutdownDelay';
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : undefined;
}

/**
 * Backstage's own root router, with health probes and the built app's compressed files in
 * front of it, and an end that fails no request.
 */
export const portalRootHttpRouter = rootHttpRouterServiceFactory({
  configure(context) {
    const { app, server, middleware, healthRouter } = context;
    const delayMs = shutdownDelayMs(context.config);
    if (delayMs !== undefined) {
      drainOnShutdown({
        server,
        // Typed as a plugin's, but it is the root's.
        lifecycle: context.lifecycle as RootLifecycleService,
        logger: context.logger,
        delayMs,
        limitMs: lastRequestsMs,
      });
    }
    // Before the request log: probes come every few seconds and say nothing new.
    app.use(healthRouter);
    app.use(
      '/static',
      middleware.helmet(),
      compressedAssets(join(resolvePackagePath('app'), 'dist', 'static')),
    );
    const guards = [
      refuseAnonymousSockets(server),
      trustedRedirects(context.config.getString('app.baseUrl')),
    ];
    app.use(guards);
    context.applyDefaults();
  },
});
