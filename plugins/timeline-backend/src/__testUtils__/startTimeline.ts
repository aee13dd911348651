import {
  BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import request from 'supertest';
import timelinePlugin from '../index';
import { platform } from './entities';

jest.setTimeout(60_000);

/** An entity of the test catalog. */
export const gateway = 'component:default/gateway';

/** What a person sends as Authorization. */
export const userHeader = mockCredentials.user.header();

const serviceHeader = mockCredentials.service.header();

function signalsMock() {
  const publish = jest.fn(async () => {});
  const factory = createServiceFactory({
    service: signalsServiceRef,
    deps: {},
    factory: () => ({ publish }),
  });
  return { publish, factory };
}

/** Starts the plugin in a backend of its own; by default with a policy that allows everything. */
export async function startTimeline(
  options: {
    knex?: Knex;
    features?: BackendFeature[];
    config?: object;
    /** What the catalog shows; by default the whole test platform. */
    entities?: Entity[];
  } = {},
) {
  const signals = signalsMock();
  const { server } = await startTestBackend({
    features: [
      timelinePlugin,
      catalogServiceMock.factory({ entities: options.entities ?? platform }),
      signals.factory,
      mockServices.rootConfig.factory({ data: { ...options.config } }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      ...(options.features ?? [
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      ]),
    ],
  });
  const agent = request(server);
  return {
    server,
    signals,
    list: (query: string, header = userHeader) =>
      agent.get(`/api/timeline/events${query}`).set('authorization', header),
    suspects: (query: Record<string, string>, header = userHeader) =>
      agent
        .get('/api/timeline/suspects')
        .query(query)
        .set('authorization', header),
    publish: (body: object, header = serviceHeader) =>
      agent
        .post('/api/timeline/events')
        .set('authorization', header)
        .send(body),
    get: (path: string) => agent.get(`/api/timeline${path}`),
  };
}
