import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import request from 'supertest';
import timelinePlugin from './index';
import { createTestDatabases } from './__testUtils__/databases';
import { platform } from './__testUtils__/entities';
import { testEvent } from './__testUtils__/events';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const gateway = 'component:default/gateway';
const userHeader = mockCredentials.user.header();
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

async function start(
  options: { knex?: Knex; features?: BackendFeature[]; config?: object } = {},
) {
  const signals = signalsMock();
  const { server } = await startTestBackend({
    features: [
      timelinePlugin,
      catalogServiceMock.factory({ entities: platform }),
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
    publish: (body: object, header = serviceHeader) =>
      agent
        .post('/api/timeline/events')
        .set('authorization', header)
        .send(body),
    get: (path: string) => agent.get(`/api/timeline${path}`),
  };
}

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  it('stores, lists and signals', async () => {
    const knex = await databases.init(databaseId);
    const { publish, list, signals, get } = await start({ knex });
    const events = [
      testEvent('deployed', 0, { actor: 'user:default/ada' }),
      testEvent('migrated', 5, {
        kind: 'config',
        entityRef: 'resource:default/orders-db',
        data: { table: 'orders' },
      }),
      testEvent('hidden', 6, { entityRef: 'component:default/not-there' }),
    ];
    await publish({ events }).expect(200, { published: 3 });
    await publish({ events }).expect(200, { published: 0 });
    expect(signals.publish).toHaveBeenCalledTimes(1);

    const own = await list(`?entityRef=${gateway}`).expect(200);
    expect(own.body.events).toEqual([events[0]]);
    const reached = await list(
      '?entityRef=Component:Default/Gateway&hops=2',
    ).expect(200);
    expect(reached.body.events).toEqual([events[1], events[0]]);
    const everything = await list('').expect(200);
    expect(everything.body).toEqual({ events: [events[1], events[0]] });
    const narrowed = await list('?kind=config&kind=alert&text=MIGRATED').expect(
      200,
    );
    expect(narrowed.body.events).toEqual([events[1]]);

    await get('/health').expect(200, { status: 'ok' });
  });

  it('takes the same events from two replicas at once', async () => {
    const knex = await databases.init(databaseId);
    const replicas = [await start({ knex }), await start({ knex })];
    const events = Array.from({ length: 200 }, (_, i) =>
      testEvent(String(i), i),
    );
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        replicas[i % 2].publish({
          events: i % 3 ? events : [...events].reverse(),
        }),
      ),
    );
    expect(answers.map(answer => answer.status)).toEqual(Array(6).fill(200));
    expect(
      answers.reduce((sum, answer) => sum + answer.body.published, 0),
    ).toBe(200);
    const { body } = await replicas[0].list('?limit=500').expect(200);
    expect(body.events).toHaveLength(200);
  });
});

describe('who may do what', () => {
  it('asks everybody but probes for credentials', async () => {
    const { get, publish, server } = await start();
    const answers = await Promise.all([
      get('/health'),
      get('/events'),
      get('/openapi.json'),
      request(server).post('/api/timeline/events').send({}),
      publish({ events: [] }, mockCredentials.none.header()),
    ]);
    expect(answers.map(answer => answer.status)).toEqual([
      200, 401, 401, 401, 401,
    ]);
  });

  it('lets no user publish, whatever the policy says', async () => {
    const { publish, list } = await start();
    await publish({ events: [testEvent('a', 0)] }, userHeader).expect(403);
    const onBehalf = mockCredentials.service.header({
      onBehalfOf: mockCredentials.user(),
      targetPluginId: 'timeline',
    });
    await publish({ events: [testEvent('a', 0)] }, onBehalf).expect(403);
    const { body } = await list('').expect(200);
    expect(body.events).toEqual([]);
  });

  it('refuses a reader whom the policy refuses', async () => {
    const { list } = await start({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    for (const query of ['', `?entityRef=${gateway}`]) {
      expect((await list(query)).status).toBe(403);
    }
  });

  it('answers 404 for an entity that is not to be seen', async () => {
    const { list } = await start();
    const { body } = await list('?entityRef=component:default/none').expect(
      404,
    );
    expect(body.error).toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('component:default/none'),
    });
  });

  it('holds external tokens to their restrictions', async () => {
    const token = (name: string) => `${name}-0123456789abcdef`;
    const access = (name: string, accessRestrictions: object[]) => ({
      type: 'static',
      options: { token: token(name), subject: `external:${name}` },
      accessRestrictions,
    });
    const { publish, list } = await start({
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
      ],
      config: {
        permission: { enabled: true },
        backend: {
          auth: {
            externalAccess: [
              access('lab', [
                { plugin: 'timeline', permission: 'timeline.publish' },
              ]),
              access('reader', [
                { plugin: 'timeline', permission: 'timeline.read' },
              ]),
              access('stranger', [{ plugin: 'catalog' }]),
            ],
          },
        },
      },
    });
    const bearer = (name: string) => `Bearer ${token(name)}`;
    const events = [testEvent('a', 0)];
    await publish({ events }, bearer('lab')).expect(200, { published: 1 });
    await list('', bearer('lab')).expect(403);
    const refused = await publish({ events }, bearer('reader')).expect(403);
    expect(refused.body.error.message).toContain('timeline.publish');
    await publish({ events }, bearer('stranger')).expect(403);
    await publish({ events }, 'Bearer made-up').expect(401);
  });
});

describe('requests that are wrong', () => {
  it.each([
    ['?hops=7', /hops/],
    ['?kind=party', /kind/],
    ['?entityref=component:default/gateway', /entityref/],
    ['?entityRef[$ne]=x', /entityRef\[\$ne\]/],
    ['?__proto__[x]=1', /__proto__/],
    ['?from=2026-05-04T00:00:00Z&to=2026-05-03T00:00:00Z', /later than from/],
    ['?cursor=abc', /cursor/],
  ])('GET %s', async (query, message) => {
    const { list } = await start();
    const { body } = await list(query).expect(400);
    expect(body.error.message).toMatch(message);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', {}, /events/],
    ['no events', { events: [] }, /events/],
    ['a text for events', { events: 'x' }, /events/],
    [
      'a bad event among good ones',
      { events: [testEvent('a', 0), testEvent('b', 0, { title: '' })] },
      /events\.1\.title/,
    ],
    [
      'an event from the future',
      { events: [testEvent('a', 0, { at: '2999-01-01T00:00:00Z' })] },
      /is a clock wrong/,
    ],
  ])('POST %s', async (_, body, message) => {
    const { publish, list } = await start();
    const answer = await publish(body as object).expect(400);
    expect(answer.body.error.message).toMatch(message);
    expect((await list('').expect(200)).body.events).toEqual([]);
  });

  it('POST of too much', async () => {
    const { publish } = await start();
    const answer = await publish({ events: ['x'.repeat(2 * 1024 * 1024)] });
    expect(answer.status).toBe(413);
  });
});

it('writes down who published, and what was refused', async () => {
  const auditor = { success: jest.fn(), fail: jest.fn() };
  const createEvent = jest.fn(async () => auditor);
  const { publish } = await start({
    features: [mockServices.auditor.mock({ createEvent }).factory],
  });
  await publish({ events: [testEvent('a', 0)] }).expect(200);
  expect(createEvent).toHaveBeenCalledWith(
    expect.objectContaining({
      eventId: 'events-publish',
      severityLevel: 'low',
      meta: { count: 1 },
      request: expect.anything(),
    }),
  );
  expect(auditor.success).toHaveBeenCalledWith({ meta: { published: 1 } });

  await publish({ events: [] }).expect(400);
  expect(auditor.fail).toHaveBeenCalledWith({
    error: expect.objectContaining({ name: 'InputError' }),
  });
});

it('serves its OpenAPI document', async () => {
  const { server } = await start();
  const { body } = await request(server)
    .get('/api/timeline/openapi.json')
    .set('authorization', userHeader)
    .expect(200);
  expect(body).toMatchObject({
    openapi: '3.1.0',
    paths: { '/events': { get: {}, post: {} } },
  });
});

it('offers its listing as an action', async () => {
  const registry = actionsRegistryServiceMock({
    logger: mockServices.logger.mock(),
  });
  const { publish } = await start({
    features: [
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => registry,
      }),
    ],
  });
  const event = testEvent('a', 0, { kind: 'alert', severity: 'critical' });
  await publish({ events: [event, testEvent('b', 1)] }).expect(200);
  const credentials = mockCredentials.user();
  const invoke = (input: object) =>
    registry.invoke({
      id: 'test:list-timeline-events',
      input: input as never,
      credentials,
    });
  await expect(
    invoke({ entityRef: gateway, kinds: ['alert'], hops: 1 }),
  ).resolves.toMatchObject({ output: { events: [event] } });
  await expect(invoke({ entityRef: 'gateway' })).rejects.toThrow(/entityRef/);
});

it('stops the start where the configuration is wrong, and names the key', async () => {
  await expect(
    start({ config: { timeline: { retention: '5m' } } }),
  ).rejects.toThrow(/timeline\.retention/);
});
