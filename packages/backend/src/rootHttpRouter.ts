import { join } from 'node:path';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { compressedAssets } from './compressedAssets';

/** Backstage's own root router, with the built app's compressed files in front of it. */
export const portalRootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, middleware, applyDefaults }) {
    app.use(
      '/static',
      middleware.helmet(),
      compressedAssets(join(resolvePackagePath('app'), 'dist', 'static')),
    );
    applyDefaults();
  },
});
