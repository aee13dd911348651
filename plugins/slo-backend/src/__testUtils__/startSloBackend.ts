import { Server } from 'node:http';
import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import { homeStatesServiceRef } from '@goreliable/plugin-home-node';
import {
  SuspectQuery,
  TimelineEvent,
  TimelineEventInput,
  TimelineQuery,
} from '@goreliable/plugin-timeline-common';
import { timelineServiceRef } from '@goreliable/plugin-timeline-node';
import { Knex } from 'knex';
import sloPlugin from '..';

/** What the backend has told others, and whether they listen. */
export interface Heard {
  signals: unknown[];
  home: any[];
  events: TimelineEventInput[];
  notifications: any[];
  suspectQuestions: SuspectQuery[];
  timelineQuestions: TimelineQuery[];
  /** Names of the listeners that fail at present. */
  failing: Set<'home' | 'timeline' | 'notifications'>;
}

/** A component with an owner and a system. */
export function component(
  name: string,
  owner: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      { type: 'partOf', targetRef: 'system:default/shop' },
    ],
  };
}

/** Starts the plugin in a backend of its own, with its neighbours listening. */
export async function startSloBackend(options: {
  slo: JsonObject;
  /** Hosts of code, as `integrations` of the configuration. */
  integrations?: JsonObject;
  knex?: Knex;
  entities?: Entity[];
  /** Who may see what, by the caller; everybody everything by default. */
  decide?: (
    userEntityRef: string | undefined,
    permission: string,
  ) => PolicyDecision;
  /** What the timeline tells. */
  told?: TimelineEvent[];
  actions?: ReturnType<typeof actionsRegistryServiceMock>;
  /** Take the place of services. */
  features?: BackendFeature[];
}) {
  const heard: Heard = {
    signals: [],
    home: [],
    events: [],
    notifications: [],
    suspectQuestions: [],
    timelineQuestions: [],
    failing: new Set(),
  };
  const listenAs = (name: 'home' | 'timeline' | 'notifications') => {
    if (heard.failing.has(name)) {
      throw new Error(`${name} is down`);
    }
  };
  // Tasks run when the test says so.
  const scheduler = mockServices.scheduler();
  // The mock is one of Jest's: whoever runs without it brings something else.
  const actions = options.actions ?? actionsRegistryServiceMock();
  const { decide } = options;
  const backend = await startTestBackend({
    features: [
      sloPlugin,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      mockServices.rootConfig.factory({
        data: { slo: options.slo, integrations: options.integrations ?? {} },
      }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      ...(decide
        ? [
            mockServices.permissions.mock({
              authorizeConditional: async (requests, { credentials }) =>
                requests.map(({ permission }) =>
                  decide(
                    (credentials.principal as any).userEntityRef,
                    permission.name,
                  ),
                ),
            }).factory,
          ]
        : []),
      ...(options.features ?? []),
      catalogServiceMock.factory({ entities: options.entities ?? [] }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => {
            heard.signals.push(signal);
          },
        }),
      }),
      createServiceFactory({
        service: homeStatesServiceRef,
        deps: {},
        factory: () => ({
          publish: async publication => {
            listenAs('home');
            heard.home.push(publication);
          },
        }),
      }),
      createServiceFactory({
        service: timelineServiceRef,
        deps: {},
        factory: () => ({
          publish: async events => {
            listenAs('timeline');
            heard.events.push(...events);
            return { published: events.length };
          },
          listEvents: async query => {
            listenAs('timeline');
            heard.timelineQuestions.push(query);
            return { events: options.told ?? [] };
          },
          findSuspects: async ({ entityRef, onset, ...rest }) => {
            listenAs('timeline');
            const { earliest = onset, latest = onset } = rest;
            heard.suspectQuestions.push({ entityRef, onset, ...rest });
            return {
              entityRef,
              onset: { at: onset, earliest, latest },
              windowMinutes: 60,
              summary: 'Nothing changed here in the hour before',
              suspects: [],
              cleared: [],
              scope: { entities: [] },
              notes: [],
            };
          },
        }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async notification => {
            listenAs('notifications');
            heard.notifications.push(notification);
          },
        }),
      }),
    ],
  });
  return {
    server: backend.server as unknown as Server,
    heard,
    actions,
    refresh: (source = 'lab') => scheduler.triggerTask(`refresh-${source}`),
    scheduler,
    stop: () => backend.stop(),
  };
}
