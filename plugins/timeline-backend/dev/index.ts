import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { timelineServiceRef } from '@goreliable/plugin-timeline-node';
import { platform } from '../src/__testUtils__/entities';
import { testEvent } from '../src/__testUtils__/events';

/**
 * The plugin alone, with a small catalog, and another plugin that publishes to
 * it the way any other would. Requests without credentials are a person's:
 *
 *     curl 'localhost:7007/api/timeline/events?entityRef=component:default/gateway&hops=2'
 */
const publisher = createBackendPlugin({
  pluginId: 'publisher',
  register(env) {
    env.registerInit({
      deps: {
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        timeline: timelineServiceRef,
      },
      async init({ lifecycle, logger, timeline }) {
        // The timeline answers once every plugin has started.
        lifecycle.addStartupHook(async () => {
          const now = new Date().toISOString();
          const { published } = await timeline.publish([
            testEvent('deployed', 0, { at: now, actor: 'user:default/ada' }),
            testEvent('pool', 0, {
              at: now,
              kind: 'config',
              entityRef: 'resource:default/orders-db',
              title: 'Connection pool from 20 to 5',
            }),
          ]);
          logger.info(`Published ${published} events`);
        });
      },
    });
  },
});

const backend = createBackend();
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(catalogServiceMock.factory({ entities: platform }));
backend.add(import('../src'));
backend.add(publisher);
backend.start();
