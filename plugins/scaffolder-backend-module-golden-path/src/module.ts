import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { timelineServiceRef } from '@goreliable/plugin-timeline-node';
import {
  createDeleteRepositoryAction,
  createNameCheckAction,
  createProposeSloAction,
  createPublishAction,
  createPublishServiceAction,
  createPullRequestAction,
  createRegisterAction,
  createRenderAction,
  createTimelineAction,
  createValuesAction,
  createWithdrawPullRequestAction,
} from './actions';
import { CodeRepositories } from './codeHosts/CodeRepositories';
import { readGoldenPathConfig } from './config';
import { GiteaClients } from './gitea/GiteaClients';
import { createRenderer } from './render/renderSkeletons';
import { NameService } from './service/NameService';
import { SloProposals } from './service/SloProposals';
import { signalTaskEnds } from './signalTaskEnds';

/** Adds the actions of the golden paths to the scaffolder. */
export const scaffolderModuleGoldenPath = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'golden-path',
  register({ registerInit }) {
    registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        userInfo: coreServices.userInfo,
        reader: coreServices.urlReader,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        signals: signalsServiceRef,
        timeline: timelineServiceRef,
      },
      async init({
        scaffolder,
        config: rootConfig,
        logger,
        auth,
        discovery,
        userInfo,
        reader,
        catalog,
        events,
        signals,
        timeline,
      }) {
        await signalTaskEnds({ events, signals });
        const integrations = ScmIntegrations.fromConfig(rootConfig);
        const config = readGoldenPathConfig(rootConfig, integrations);
        const gitea = GiteaClients.fromIntegrations(integrations, logger);
        scaffolder.addActions(
          createRegisterAction({ catalog }),
          createTimelineAction({ timeline }),
          createRenderAction({
            render: createRenderer({ reader, integrations }),
          }),
          createProposeSloAction({
            repositories: new CodeRepositories({ integrations, gitea, logger }),
            config: rootConfig,
            proposals: new SloProposals({ auth, discovery }),
          }),
        );
        if (!config) {
          logger.warn(
            'The golden paths are off: integrations.gitea has no entry.',
          );
          return;
        }
        const { client } = gitea.forHost(config.gitea.host);
        const publishing = {
          gitea,
          config: rootConfig,
          privateByDefault: config.private,
        };
        scaffolder.addActions(
          createNameCheckAction({
            names: new NameService({ config, client, catalog }),
            auth,
            userInfo,
          }),
          createValuesAction({ config }),
          createPublishAction(publishing),
          createPublishServiceAction({ ...publishing, catalog }),
          createPullRequestAction({ gitea, config: rootConfig }),
          createWithdrawPullRequestAction({ gitea }),
          createDeleteRepositoryAction({ gitea, catalog, auth }),
        );
      },
    });
  },
});
