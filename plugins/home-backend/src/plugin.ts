import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { homeChangedChannel } from '@goreliable/plugin-home-common';
import { timelineServiceRef } from '@goreliable/plugin-timeline-node';
import { CatalogServiceFinder } from './landing/CatalogServiceFinder';
import { hearSignal, signalsTopic } from './landing/hearSignal';
import { LandingService } from './landing/LandingService';
import { StateSight } from './landing/StateSight';
import { TimelineEventFinder } from './landing/TimelineEventFinder';
import { homePublishPermission } from './permissions';
import { createRouter } from './router';
import { DatabaseStateStore } from './store/DatabaseStateStore';

/** Answers the landing page with one request, and keeps what other plugins say of entities. */
export const homePlugin = createBackendPlugin({
  pluginId: 'home',
  register(reg) {
    reg.registerInit({
      deps: {
        httpRouter: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
        userInfo: coreServices.userInfo,
        database: coreServices.database,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        signals: signalsServiceRef,
        timeline: timelineServiceRef,
      },
      async init(deps) {
        const store = await DatabaseStateStore.create(deps.database, {
          logger: deps.logger,
          now: Date.now,
        });
        const landing = new LandingService({
          services: new CatalogServiceFinder(deps.catalog),
          events: new TimelineEventFinder(deps.timeline),
          store,
          sight: new StateSight(deps.permissions),
          logger: deps.logger,
          now: Date.now,
        });
        deps.permissionsRegistry.addPermissions([homePublishPermission]);
        await deps.events.subscribe({
          // Subscribers of one name share events out; each replica needs them all.
          id: `changes-${randomUUID()}`,
          topics: [signalsTopic],
          onEvent: async ({ eventPayload }) =>
            hearSignal(eventPayload, landing),
        });
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            permissions: deps.permissions,
            auditor: deps.auditor,
            userInfo: deps.userInfo,
            landing,
            store,
            onChanged: async () => {
              landing.invalidate();
              await deps.signals.publish({
                recipients: { type: 'broadcast' },
                channel: homeChangedChannel,
                message: {},
              });
            },
          }),
        );
      },
    });
  },
});
