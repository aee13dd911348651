import { Server } from 'node:http';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  TestDatabaseId,
  TestDatabases,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  EventParams,
  EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import {
  DefaultSignalsService,
  SignalsService,
} from '@backstage/plugin-signals-node';
import { Landing, LandingService } from '@goreliable/plugin-home-common';
import {
  timelineBucket,
  timelineChangedChannel,
  TimelineEvent,
} from '@goreliable/plugin-timeline-common';
import { timelineServiceRef } from '@goreliable/plugin-timeline-node';
import { Knex } from 'knex';
import request from 'supertest';
import homePlugin from './index';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const asOf = '2026-05-04T10:00:00.000Z';

function component(name: string, owner: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

const deployed: TimelineEvent = {
  id: 'deploy-1',
  at: asOf,
  kind: 'deploy',
  severity: 'info',
  entityRef: 'component:default/order-service',
  title: 'Deployed 1.4.2',
  data: {},
};

/** Carries events to all replicas, as the events bus does. */
class SharedEvents {
  readonly published: unknown[] = [];
  readonly #subscribers: Array<Parameters<EventsService['subscribe']>[0]> = [];

  async publish(event: EventParams) {
    this.published.push(event.eventPayload);
    for (const { topics, onEvent } of this.#subscribers) {
      if (topics.includes(event.topic)) {
        await onEvent(event);
      }
    }
  }

  async subscribe(subscriber: Parameters<EventsService['subscribe']>[0]) {
    this.#subscribers.push(subscriber);
  }
}

const omar = mockCredentials.user.header('user:default/omar');
const service = mockCredentials.service.header();

async function start(
  databaseId: TestDatabaseId,
  options: Omit<Parameters<typeof startReplica>[0], 'knex'> = {},
) {
  const knex = await databases.init(databaseId);
  return startReplica({ knex, ...options });
}

async function startReplica({
  knex,
  decision,
  mayPublish = true,
  events = new SharedEvents(),
  timeline = { answers: true, events: [deployed] },
  others = 0,
}: {
  knex: Knex;
  /** What the policy decides for readers of objectives. */
  decision?: PolicyDecision;
  mayPublish?: boolean;
  events?: SharedEvents;
  timeline?: { answers: boolean; events: TimelineEvent[] };
  /** Further services in the catalog, whose names come first. */
  others?: number;
}) {
  const audited: object[] = [];
  const { server } = await startTestBackend({
    features: [
      homePlugin,
      mockServices.database.factory({ knex }),
      mockServices.permissions.mock({
        authorizeConditional: async requests =>
          requests.map(({ permission }) =>
            decision && permission.name === 'slo.read'
              ? decision
              : { result: AuthorizeResult.ALLOW },
          ),
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result:
              permission.name === 'home.publish' && !mayPublish
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }).factory,
      mockServices.auditor.mock({
        createEvent: async ({ eventId, meta }) => ({
          success: async options => {
            audited.push({ eventId, ...meta, ...options?.meta });
          },
          fail: async ({ error }) => {
            audited.push({ eventId, ...meta, error: error.message });
          },
        }),
      }).factory,
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/omar',
          ownershipEntityRefs: [
            'user:default/omar',
            'group:default/ordering-team',
          ],
        }),
      }).factory,
      catalogServiceMock.factory({
        entities: [
          component('order-service', 'ordering-team'),
          component('gateway', 'edge-team'),
          ...Array.from({ length: others }, (_, index) =>
            component(`another-${index}`, 'edge-team'),
          ),
        ],
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      createServiceFactory({
        service: timelineServiceRef,
        deps: {},
        factory: () => ({
          publish: async () => ({ published: 0 }),
          listEvents: async () => {
            if (!timeline.answers) {
              throw new Error('down');
            }
            return { events: timeline.events };
          },
          findSuspects: async () => {
            throw new Error('nobody asks here');
          },
        }),
      }),
    ],
  });
  return {
    server: server as unknown as Server,
    knex,
    audited,
    published: events.published,
    timeline,
  };
}

/** Two replicas with one database, one bus and one timeline. */
async function startTwo(databaseId: TestDatabaseId) {
  const knex = await databases.init(databaseId);
  const events = new SharedEvents();
  const timeline = { answers: true, events: [] as TimelineEvent[] };
  const one = await startReplica({ knex, events, timeline });
  const other = await startReplica({ knex, events, timeline });
  const signals: SignalsService = DefaultSignalsService.create({ events });
  return {
    one: one.server,
    other: other.server,
    async happen(event: TimelineEvent, entityRef = event.entityRef) {
      timeline.events = [event];
      await signals.publish({
        recipients: { type: 'broadcast' },
        channel: timelineChangedChannel,
        message: { buckets: [timelineBucket(entityRef)] },
      });
    },
  };
}

function say(server: Server, state: string, summary: string) {
  return request(server)
    .put('/api/home/states/slo')
    .set('authorization', service)
    .send({
      permission: { name: 'slo.read', resourceType: 'slo' },
      states: [
        {
          entityRef: 'component:default/order-service',
          state,
          summary,
          href: '/slo?service=order-service',
          asOf,
        },
      ],
      sources: [{ name: 'prometheus', state: 'fresh', asOf }],
    });
}

function look(server: Server, scope = 'mine') {
  return request(server)
    .get(`/api/home/landing?scope=${scope}`)
    .set('authorization', omar);
}

describe.each(databases.eachSupportedId())('home on %p', databaseId => {
  it('shows what my teams own, what is said of it and what happened', async () => {
    const { server } = await start(databaseId);
    await say(server, 'critical', 'Error budget gone in 4 h').expect(204);

    const { body } = await look(server).expect(200);
    const landing: Landing = body;
    expect(landing).toMatchObject({
      scope: 'mine',
      ownsServices: true,
      services: [
        {
          entityRef: 'component:default/order-service',
          state: 'critical',
          owner: 'group:default/ordering-team',
          states: [{ source: 'slo', summary: 'Error budget gone in 4 h' }],
        },
      ],
      events: [{ title: 'Deployed 1.4.2' }],
      sources: [{ name: 'prometheus', state: 'fresh' }],
    });
  });

  it('shows everything on request, and calls what nobody speaks of unknown', async () => {
    const { server } = await start(databaseId);
    const seen = async () =>
      (await look(server, 'all').expect(200)).body.services.map(
        ({ title, state, statesMissing }: LandingService) =>
          [title, state, statesMissing].filter(Boolean).join(' '),
      );
    expect(await seen()).toEqual([
      'gateway no-data not-published',
      'order-service no-data not-published',
    ]);
    await say(server, 'ok', 'All objectives hold').expect(204);
    expect(await seen()).toEqual([
      'gateway no-data not-watched',
      'order-service ok',
    ]);
  });

  it('answers 304 until something changes, and at once after it has', async () => {
    const { server, published } = await start(databaseId);
    await say(server, 'ok', 'All objectives hold').expect(204);
    const { etag } = (await look(server).expect(200)).headers;
    await look(server).set('if-none-match', etag).expect(304);

    await say(server, 'ok', 'All objectives hold').expect(204);
    expect(published).toHaveLength(1);
    await look(server).set('if-none-match', etag).expect(304);

    await say(server, 'warning', 'Burns at ticket rate').expect(204);
    expect(published).toHaveLength(2);
    const { body } = await look(server).set('if-none-match', etag).expect(200);
    expect(body.services[0].state).toBe('warning');
  });

  it('shows what one replica was told on the page of another', async () => {
    const { one, other } = await startTwo(databaseId);
    await say(one, 'ok', 'All objectives hold').expect(204);
    const stateAtOther = async () =>
      (await look(other).expect(200)).body.services[0].state;
    expect(await stateAtOther()).toBe('ok');
    await say(one, 'critical', 'Error budget gone in 4 h').expect(204);
    expect(await stateAtOther()).toBe('critical');
  });

  it('shows the event that made a browser ask again, wherever it asks', async () => {
    const { one, other, happen } = await startTwo(databaseId);
    const titles = async (server: Server, scope: string) =>
      (await look(server, scope).expect(200)).body.events.map(
        ({ title }: TimelineEvent) => title,
      );
    for (const server of [one, other]) {
      expect(await titles(server, 'mine')).toEqual([]);
      expect(await titles(server, 'all')).toEqual([]);
    }
    await happen(deployed);
    for (const server of [one, other]) {
      expect(await titles(server, 'mine')).toEqual(['Deployed 1.4.2']);
      expect(await titles(server, 'all')).toEqual(['Deployed 1.4.2']);
    }
    // Of what happens to others only the page of all services tells.
    await happen({ ...deployed, title: 'Edge' }, 'component:default/gateway');
    expect(await titles(other, 'mine')).toEqual(['Deployed 1.4.2']);
    expect(await titles(other, 'all')).toEqual(['Edge']);
  });

  it('puts what is critical first, wherever its name stands among many', async () => {
    const knex = await databases.init(databaseId);
    const { server } = await startReplica({ knex, others: 600 });
    await say(server, 'critical', 'Error budget gone in 4 h').expect(204);
    const { body } = await look(server, 'all').expect(200);
    expect(body.services[0]).toMatchObject({
      title: 'order-service',
      state: 'critical',
    });
    expect(body.services).toHaveLength(200);
    expect(body.omittedServices).toBe(402);
  });

  it('says so where it has not read the whole catalog', async () => {
    const knex = await databases.init(databaseId);
    const { server } = await startReplica({ knex, others: 10_000 });
    const { body } = await look(server, 'all').expect(200);
    expect(body.omittedServices).toBe(9_802);
    expect(body.sources).toContainEqual({
      name: 'catalog',
      state: 'stale',
      asOf: expect.any(String),
      error:
        'Only 10000 of its 10002 services were looked at: others may need somebody',
    });
  });

  it('calls nothing fresh, or healthy, of a source that fell silent', async () => {
    const { server, knex, published } = await start(databaseId);
    await say(server, 'ok', 'All objectives hold').expect(204);
    const minutesAgo = (minutes: number) =>
      knex('home_states').update({
        received_at_ms: Date.now() - minutes * 60_000,
      });
    await minutesAgo(14);
    const before = (await look(server).expect(200)).body;
    expect(before.services[0].state).toBe('ok');
    expect(before.sources[0].state).toBe('fresh');

    await minutesAgo(16);
    // Another scope is another page, which is not kept yet.
    const { body } = await look(server, 'all').expect(200);
    const orderService = body.services.find(
      ({ title }: LandingService) => title === 'order-service',
    );
    expect(orderService).toMatchObject({
      state: 'stale',
      states: [
        {
          state: 'stale',
          summary: 'No longer told; last: All objectives hold',
          asOf,
        },
      ],
    });
    expect(body.sources).toEqual([
      {
        name: 'prometheus',
        state: 'stale',
        asOf,
        error: "'slo' has published nothing for 15 min",
      },
    ]);

    // That it speaks again is news, though it says the same.
    const signals = published.length;
    await say(server, 'ok', 'All objectives hold').expect(204);
    expect(published).toHaveLength(signals + 1);
    expect((await look(server).expect(200)).body.services[0].state).toBe('ok');
  });

  it('takes a repetition for a sign of life', async () => {
    const { server, knex } = await start(databaseId);
    await say(server, 'ok', 'All objectives hold').expect(204);
    await knex('home_states').update({
      received_at_ms: Date.now() - 14 * 60_000,
    });
    await say(server, 'ok', 'All objectives hold').expect(204);
    const [{ received_at_ms: receivedAt }] = await knex('home_states');
    expect(Date.now() - Number(receivedAt)).toBeLessThan(60_000);
  });

  it('forgets who has not been heard of for a month', async () => {
    const { server, knex } = await start(databaseId);
    const day = 24 * 60 * 60_000;
    const row = { publication: '{}', digest: 'x' };
    await knex('home_states').insert([
      { ...row, source: 'gone', received_at_ms: Date.now() - 31 * day },
      { ...row, source: 'quiet', received_at_ms: Date.now() - 29 * day },
    ]);
    await say(server, 'ok', 'All objectives hold').expect(204);
    expect(await knex('home_states').orderBy('source').pluck('source')).toEqual(
      ['quiet', 'slo'],
    );
  });

  it('leaves out what it cannot read, and says so', async () => {
    const { server, knex } = await start(databaseId);
    await knex('home_states').insert([
      { source: 'delivery', publication: 'no JSON', digest: 'x' },
      {
        source: 'models',
        digest: 'x',
        publication: JSON.stringify({
          source: 'models',
          states: [
            {
              entityRef: 'component:default/order-service',
              state: 'a state of a later version',
              summary: 'New',
              asOf,
            },
          ],
          sources: [],
        }),
      },
    ]);
    await say(server, 'ok', 'All objectives hold').expect(204);
    const { body } = await look(server).expect(200);
    expect(body.services[0].states).toHaveLength(1);
    const error = 'What it published cannot be read, and is left out';
    expect(body.sources).toEqual([
      expect.objectContaining({ name: 'prometheus', state: 'fresh' }),
      { name: 'delivery', state: 'unreachable', error },
      { name: 'models', state: 'unreachable', error },
    ]);
  });

  it('shows the rest, and says so, when the timeline does not answer', async () => {
    const { server, timeline } = await start(databaseId);
    await look(server).expect(200);
    timeline.answers = false;
    await say(server, 'ok', 'All objectives hold').expect(204);
    const { body } = await look(server).expect(200);
    expect(body.sources).toContainEqual(
      expect.objectContaining({ name: 'timeline', state: 'unreachable' }),
    );
    expect(body.events).toEqual([deployed]);
  });

  it('hides states from whoever may not read what they tell of', async () => {
    const { server } = await start(databaseId, {
      decision: { result: AuthorizeResult.DENY },
    });
    await say(server, 'critical', 'Error budget gone in 4 h').expect(204);
    const { body } = await look(server).expect(200);
    expect(body.services).toEqual([
      expect.objectContaining({
        state: 'no-data',
        states: [],
        statesMissing: 'not-permitted',
      }),
    ]);
    expect(body.sources).toEqual([]);
  });

  it('lets each source be told of by one plugin, until that falls silent', async () => {
    const { server, knex } = await start(databaseId);
    const as = (subject: string, state: string) =>
      say(server, state, 'Said').set(
        'authorization',
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service(subject),
          targetPluginId: 'home',
        }),
      );
    const state = async () =>
      (await look(server).expect(200)).body.services[0].state;
    await as('external:script', 'ok').expect(204);
    await as('plugin:delivery', 'critical').expect(403);
    expect(await state()).toBe('ok');
    // Whose name it is takes it back.
    await as('plugin:slo', 'warning').expect(204);
    await as('external:script', 'ok').expect(403);
    expect(await state()).toBe('warning');

    await knex('home_states').update({
      received_at_ms: Date.now() - 16 * 60_000,
    });
    await as('external:script', 'ok').expect(204);
    expect(await state()).toBe('ok');
  });

  it('keeps a record of who tells what, and of whom it refused', async () => {
    const { server, audited } = await start(databaseId);
    await say(server, 'ok', 'Fine').expect(204);
    await say(server, 'fine', 'Fine').expect(400);
    expect(audited).toEqual([
      { eventId: 'states-publish', source: 'slo', count: 1 },
      {
        eventId: 'states-publish',
        source: 'slo',
        error: expect.stringContaining('state'),
      },
    ]);
  });

  it('refuses a token that is not for this', async () => {
    const { server } = await start(databaseId, { mayPublish: false });
    const { body } = await say(server, 'ok', 'Fine').expect(403);
    expect(body.error.message).toMatch(/leave out 'home.publish'/);
  });

  it('lets only services speak, and only people look', async () => {
    const { server } = await start(databaseId);
    await say(server, 'ok', 'Fine').set('authorization', omar).expect(403);
    await look(server).set('authorization', service).expect(403);
    await look(server)
      .set('authorization', mockCredentials.none.header())
      .expect(401);
    await say(server, 'fine', 'Fine').expect(400);
    await look(server, 'yours').expect(400);
  });
});
