import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { timelinePermissions } from '@goreliable/plugin-timeline-common';
import { createListTimelineEventsAction } from './actions/createListTimelineEventsAction';
import { CatalogEntityReader } from './adapters/CatalogEntityReader';
import { DatabaseEventStore } from './adapters/DatabaseEventStore';
import { migrateExclusively } from './adapters/migrateExclusively';
import { PermissionReadAuthorizer } from './adapters/PermissionReadAuthorizer';
import { readTimelineConfig } from './config';
import { createRouter } from './router';
import { ChangeAnnouncer } from './service/ChangeAnnouncer';
import { EventListing } from './service/EventListing';
import { EventPublishing } from './service/EventPublishing';
import { RetentionTask } from './service/RetentionTask';
import { createFindSuspectsAction } from './suspects/createFindSuspectsAction';
import { SuspectFinding } from './suspects/SuspectFinding';

/** The timeline's backend: `/api/timeline`. */
export const timelinePlugin = createBackendPlugin({
  pluginId: 'timeline',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { retentionMs } = readTimelineConfig(deps.config);
        const knex = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await migrateExclusively(
            knex,
            resolvePackagePath(
              '@goreliable/plugin-timeline-backend',
              'migrations',
            ),
          );
        }

        const store = new DatabaseEventStore(knex);
        const announcer = new ChangeAnnouncer(deps.signals, deps.logger);
        deps.lifecycle.addShutdownHook(() => announcer.stop());
        const entities = new CatalogEntityReader(deps.catalog);
        const authorizer = new PermissionReadAuthorizer(deps.permissions);
        const listing = new EventListing(store, entities, authorizer);
        const suspects = new SuspectFinding({ store, entities, authorizer });

        deps.permissionsRegistry.addPermissions(timelinePermissions);
        createListTimelineEventsAction({
          actionsRegistry: deps.actionsRegistry,
          listing,
        });
        createFindSuspectsAction({
          actionsRegistry: deps.actionsRegistry,
          suspects,
        });
        await new RetentionTask({
          store,
          retentionMs,
          logger: deps.logger,
        }).schedule(deps.scheduler);
        deps.httpRouter.use(
          createRouter({
            listing,
            publishing: new EventPublishing(store, announcer),
            suspects,
            httpAuth: deps.httpAuth,
            permissions: deps.permissions,
            auditor: deps.auditor,
            ping: () => store.ping(),
          }),
        );
        deps.httpRouter.addAuthPolicy({
          path: '/health',
          allow: 'unauthenticated',
        });
      },
    });
  },
});
