import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  suspectListSchema,
  TimelineEvent,
} from '@goreliable/plugin-timeline-common';
import { createTestDatabases } from '../__testUtils__/databases';
import { platform } from '../__testUtils__/entities';
import { testEvent, testStartMs } from '../__testUtils__/events';
import { gateway, startTimeline } from '../__testUtils__/startTimeline';

const databases = createTestDatabases();

const orders = 'component:default/orders';
const database = 'resource:default/orders-db';

/** Fifty minutes after the start, known to within two. */
const onset = {
  onset: '2026-05-04T10:50:00.000Z',
  earliest: '2026-05-04T10:49:00.000Z',
  latest: '2026-05-04T10:51:00.000Z',
};
const question = { entityRef: gateway, ...onset };

const events: TimelineEvent[] = [
  testEvent('old deploy', 2),
  testEvent('pool', 47, {
    kind: 'config',
    entityRef: database,
    title: 'Connection pool from 20 to 5',
    data: { setting: 'POOL' },
  }),
  testEvent('alert', 49, {
    kind: 'alert',
    severity: 'critical',
    entityRef: orders,
    title: 'OrderErrors is firing',
  }),
  testEvent('own burn', 52, { kind: 'slo', severity: 'critical' }),
  testEvent('later deploy', 58),
  testEvent('elsewhere', 49, { entityRef: 'component:default/other' }),
];

const keys = (list: { event: TimelineEvent }[]) =>
  list.map(({ event: { id } }) => decodeURIComponent(id.replace('test:', '')));

describe.each(databases.eachSupportedId())('suspects on %s', databaseId => {
  it('are what changed before, here and in dependencies, the most suspect first', async () => {
    const knex = await databases.init(databaseId);
    const { publish, suspects } = await startTimeline({ knex });
    const week = -7 * 24 * 60;
    await publish({
      events: [
        ...events,
        testEvent('past pool', week - 20, {
          kind: 'config',
          entityRef: database,
          data: { setting: 'POOL' },
        }),
        testEvent('past incident', week, {
          kind: 'incident',
          severity: 'warning',
          title: 'Orders fail',
          data: { state: 'open' },
        }),
      ],
    }).expect(200);
    const { body } = await suspects(question).expect(200);
    const answer = suspectListSchema.parse(body);
    expect(answer).toMatchObject({
      entityRef: gateway,
      windowMinutes: 60,
      onset: { at: onset.onset, earliest: onset.earliest },
      notes: [],
    });
    expect(keys(answer.suspects)).toEqual(['pool', 'old deploy']);
    const [first] = answer.suspects;
    expect(first).toMatchObject({
      confidence: 'likely',
      hops: 2,
      path: [gateway, 'api:default/orders-api', orders, database],
      related: [{ title: 'OrderErrors is firing' }],
    });
    expect(first.inWords).toContain('Orders degraded first');
    expect(first.inWords).toContain("came before 'Orders fail' of 27 Apr");
    expect(keys(answer.cleared)).toEqual(['later deploy']);
    expect(answer.scope.entities.map(({ entityRef }) => entityRef)).toContain(
      database,
    );

    const narrow = await suspects({ ...question, windowMinutes: '5' });
    expect(keys(narrow.body.suspects)).toEqual(['pool']);
    const before = await suspects({
      entityRef: gateway,
      onset: '2026-05-01T10:00:00Z',
    });
    expect(before.body).toMatchObject({
      suspects: [],
      summary: 'Nothing changed here or in its dependencies in the hour before',
    });
  });

  it('take in what came after the best guess, as long as that is uncertain', async () => {
    const knex = await databases.init(databaseId);
    const { publish, suspects } = await startTimeline({ knex });
    await publish({
      events: [testEvent('within', 50.9), testEvent('after', 51.1)],
    }).expect(200);
    const { body } = await suspects(question).expect(200);
    expect(keys(body.suspects)).toEqual(['within']);
    expect(keys(body.cleared)).toEqual(['after']);
  });
});

describe('who may see what', () => {
  const allowing = (...refs: string[]) =>
    mockServices.permissions.mock({
      authorizeConditional: async requests =>
        requests.map(() => ({
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: { rule: 'R', resourceType: 'catalog-entity', params: {} },
        })),
      authorize: async requests =>
        requests.map(request => {
          const { resourceRef, permission } = request as {
            resourceRef?: string;
            permission: { name: string };
          };
          const isAllowed =
            permission.name === 'timeline.publish' ||
            refs.includes(resourceRef ?? '');
          return {
            result: isAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
          };
        }),
    }).factory;

  it('leaves out entities whose timeline the caller may not read, and says so', async () => {
    const { publish, suspects } = await startTimeline({
      features: [allowing(gateway, database)],
    });
    await publish({ events }).expect(200);
    const { body } = await suspects(question).expect(200);
    expect(keys(body.suspects)).toEqual(['pool', 'old deploy']);
    expect(JSON.stringify(body)).not.toContain('OrderErrors');
    expect(body.notes).toEqual([
      '2 dependencies were not looked at: they are not in the catalog, or you may not see them',
    ]);
  });

  it('leaves out entities that the catalog does not show, and what is behind them', async () => {
    const { publish, suspects } = await startTimeline({
      entities: platform.filter(({ metadata }) => metadata.name !== 'orders'),
    });
    await publish({ events }).expect(200);
    const { body } = await suspects(question).expect(200);
    expect(keys(body.suspects)).toEqual(['old deploy']);
    expect(JSON.stringify(body)).not.toContain('OrderErrors');
    expect(JSON.stringify(body)).not.toContain('Connection pool');
    expect(body.notes).toEqual([
      '1 dependency was not looked at: it is not in the catalog, or you may not see it',
    ]);
  });

  it('refuses whom the policy refuses, and answers 404 for what is not to be seen', async () => {
    const { suspects } = await startTimeline({
      features: [allowing('component:default/other')],
    });
    const denying = await startTimeline({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    const missing = { ...question, entityRef: 'component:default/none' };
    const answers = [
      await suspects(question),
      await suspects(missing),
      await suspects(question, mockCredentials.none.header()),
      await denying.suspects(question),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 404, 401, 403]);
  });
});

it.each<[Record<string, string>, RegExp]>([
  [{ onset: onset.onset }, /entityRef/],
  [{ entityRef: gateway }, /onset/],
  [{ ...question, earliest: '2026-05-04T10:55:00Z' }, /earliest/],
  [{ ...question, windowMinutes: '10000' }, /windowMinutes/],
  [{ ...question, hops: '1' }, /hops/],
])('refuses %j', async (query, message) => {
  const { suspects } = await startTimeline();
  const { body } = await suspects(query).expect(400);
  expect(body.error.message).toMatch(message);
});

it('says when there was too much to look at', async () => {
  const { publish, suspects } = await startTimeline();
  const flood = Array.from({ length: 510 }, (_, index) =>
    testEvent(String(index), 40, {
      at: new Date(testStartMs + 40 * 60_000 + index).toISOString(),
    }),
  );
  await publish({ events: flood.slice(0, 255) }).expect(200);
  await publish({ events: flood.slice(255) }).expect(200);
  const { body } = await suspects(question).expect(200);
  expect(body.suspects).toHaveLength(20);
  expect(body.notes).toEqual([
    'Only the last 500 events were looked at; there were more',
  ]);
});

it('is an action too', async () => {
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
  await publish({ events }).expect(200);
  const credentials = mockCredentials.user();
  const invoke = (input: object) =>
    registry.invoke({
      id: 'test:find-suspects',
      input: input as never,
      credentials,
    });
  const { output } = await invoke({ ...question, windowMinutes: 30 });
  expect(output).toMatchObject({
    summary: expect.stringContaining('Connection pool from 20 to 5: likely'),
    suspects: [{ event: { title: 'Connection pool from 20 to 5' } }],
    cleared: [{ event: { title: 'Event later deploy' } }],
    notes: [],
  });
  await expect(invoke({ ...question, onset: 'now' })).rejects.toThrow(/onset/);
});
