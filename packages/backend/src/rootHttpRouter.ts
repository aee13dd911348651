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
import { answersAtHand } from './answersAtHand';
import { compressedAssets } from './compressedAssets';
import { drainOnShutdown } from './drain';
import { type RequestLog, requestLog } from './requestLog';
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

/** Whether the log is to have everything that happens. */
function isDebugging(config: RootConfigService): boolean {
  const level =
    process.env.LOG_LEVEL || config.getOptionalString('backend.logger.level');
  return level === 'debug' || level === 'silly';
}

type Context = Parameters<
  NonNullable<
    NonNullable<Parameters<typeof rootHttpRouterServiceFactory>[0]>['configure']
  >
>[0];

/**
 * Puts answers that are at hand before the road that makes them. Where callers may ask only
 * so often, that is counted first. A plugin that counts for itself has to see each request,
 * and so has a log that tells each.
 */
function answerFromHand(context: Context, log: RequestLog): void {
  const { app, server, middleware, config } = context;
  if (config.has('backend.rateLimit.plugin') || isDebugging(config)) {
    return;
  }
  if (config.has('backend.rateLimit')) {
    const limit = middleware.rateLimit();
    const answer = answersAtHand();
    middleware.rateLimit = () => (request, response, next) =>
      limit(request, response, error =>
        error ? next(error) : answer(request, response, next),
      );
    return;
  }
  const answer = answersAtHand({ onAnswered: log.note });
  server.off('request', app);
  server.on('request', (request, response) =>
    answer(request, response, () => app(request, response)),
  );
}

/**
 * Backstage's own root router, with health probes and the built app's compressed files in
 * front of it, answers that are at hand, a log of its own, and an end that fails no request.
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
    const log = requestLog({
      logger: context.logger,
      isDetailed: isDebugging(context.config),
    });
    context.lifecycle.addShutdownHook(log.tell);
    // Backstage's defaults are made by this factory.
    middleware.logging = () => log.middleware;
    answerFromHand(context, log);
    context.applyDefaults();
  },
});
