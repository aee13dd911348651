import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import request from 'supertest';
import { createTestDatabases } from './__testUtils__/databases';
import { testEvent } from './__testUtils__/events';
import {
  gateway,
  startTimeline,
  userHeader,
} from './__testUtils__/startTimeline';

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  it('stores, lists and signals', async () => {
    const knex = await databases.init(databaseId);
    const { publish, list, signals, get } = await startTimeline({ knex });
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
    const replicas = [
      await startTimeline({ knex }),
      await startTimeline({ knex }),
    ];
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

it('serves its OpenAPI document', async () => {
  const { server } = await startTimeline();
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
  const { publish } = await startTimeline({
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
    startTimeline({ config: { timeline: { retention: '5m' } } }),
  ).rejects.toThrow(/timeline\.retention/);
});
