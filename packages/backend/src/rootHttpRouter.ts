import { join } from 'node:path';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { compressedAssets } from './compressedAssets';

/** Backstage's own root router, with health probes and the built app's compressed files in front of it. */
export const portalRootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, middleware, healthRouter, applyDefaults }) {
    // Before the request log: probes come every few seconds and say nothing new.
    app.use(healthRouter);
    app.use(
      '/static',
      middleware.helmet(),
      compressedAssets(join(resolvePackagePath('app'), 'dist', 'static')),
    );
    applyDefaults();
  },
});
