import { tmpdir } from 'node:os';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ServiceUnavailableError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { readGoldenPathConfig } from './config';
import { GiteaClients } from './gitea/GiteaClients';
import { PreviewService } from './render/PreviewService';
import { createRenderer } from './render/renderSkeletons';
import { registerNameLookup } from './registerNameLookup';
import { createRouter } from './router';
import { NameService } from './service/NameService';

/** Answers the questions that the forms of the golden paths ask. */
export const goldenPathPlugin = createBackendPlugin({
  pluginId: 'golden-path',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        httpRouter: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
        permissions: coreServices.permissions,
        reader: coreServices.urlReader,
        catalog: catalogServiceRef,
        actionsRegistry: actionsRegistryServiceRef,
      },
      async init({
        config: rootConfig,
        logger,
        httpRouter,
        httpAuth,
        permissions,
        reader,
        catalog,
        actionsRegistry,
      }) {
        const integrations = ScmIntegrations.fromConfig(rootConfig);
        const config = readGoldenPathConfig(rootConfig, integrations);
        if (!config) {
          httpRouter.use(() => {
            throw new ServiceUnavailableError(
              'The golden paths are off: integrations.gitea of the configuration has no entry.',
            );
          });
          return;
        }
        const gitea = GiteaClients.fromIntegrations(integrations, logger);
        const { client } = gitea.forHost(config.gitea.host);
        const names = new NameService({ config, client, catalog });
        registerNameLookup({ actionsRegistry, permissions, names });
        httpRouter.use(
          createRouter({
            httpAuth,
            permissions,
            names,
            previews: new PreviewService({
              settings: config.settings,
              // As the scaffolder chooses it: a container may have no other.
              workingDirectory:
                rootConfig.getOptionalString('backend.workingDirectory') ??
                tmpdir(),
              catalog,
              render: createRenderer({ reader, integrations }),
            }),
          }),
        );
      },
    });
  },
});
