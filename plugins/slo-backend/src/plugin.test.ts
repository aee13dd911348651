import {
  mockCredentials,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Slo,
  SloOverview,
  sloOverviewSchema,
} from '@goreliable/plugin-slo-common';
import { Knex } from 'knex';
import request from 'supertest';
import { createSloConditionalDecision, sloConditions } from './index';
import { sloReadPermission } from '@goreliable/plugin-slo-common';
import { FakePrometheus, FakeSlo } from './__testUtils__/fakePrometheus';
import { component, startSloBackend } from './__testUtils__/startSloBackend';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const omar = mockCredentials.user.header('user:default/omar');
const victor = mockCredentials.user.header('user:default/victor');

const quiet = {
  '5m': 1e-5,
  '30m': 1e-5,
  '1h': 1e-5,
  '2h': 1e-5,
  '6h': 1e-5,
  '1d': 1e-5,
  '3d': 1e-5,
  '30d': 1e-4,
};

const availability: FakeSlo = {
  service: 'order-service',
  name: 'requests-availability',
  objective: 0.9990000000000001,
  ratios: quiet,
  budgetRemaining: 0.9,
};
const latency: FakeSlo = {
  service: 'gateway',
  name: 'requests-latency',
  objective: 0.99,
  ratios: quiet,
  budgetRemaining: 0.5,
};
const burning: FakeSlo = {
  ...availability,
  ratios: { ...quiet, '5m': 0.1, '30m': 0.1, '1h': 0.1, '6h': 0.1 },
};

const entities = [
  component('order-service', 'ordering-team'),
  component('edge', 'edge-team', { 'goreliable.dev/slo-service': 'gateway' }),
];

let prometheus: FakePrometheus;
beforeEach(async () => {
  prometheus = await FakePrometheus.start();
  prometheus.slos = [availability, latency];
});
afterEach(async () => {
  await prometheus.stop();
});

function startWith(
  options: Partial<Parameters<typeof startSloBackend>[0]> = {},
) {
  return startSloBackend({
    slo: {
      prometheus: [
        {
          name: 'lab',
          url: prometheus.url,
          timeout: '4s',
          retries: 0,
          maxResponseBytes: 2_000_000,
        },
      ],
    },
    entities,
    ...options,
  });
}

type Backend = Awaited<ReturnType<typeof startWith>>;

async function overviewOf({ server }: Backend, as = omar) {
  const { body } = await request(server)
    .get('/api/slo/overview')
    .set('authorization', as)
    .expect(200);
  return sloOverviewSchema.parse(body);
}

const find = (overview: SloOverview, name: string): Slo | undefined =>
  overview.slos.find(slo => slo.name === name);

describe.each(databases.eachSupportedId())('slo on %p', databaseId => {
  async function start(
    options: Partial<Parameters<typeof startSloBackend>[0]> = {},
    id: TestDatabaseId = databaseId,
  ) {
    const knex: Knex = options.knex ?? (await databases.init(id));
    return { knex, backend: await startWith({ ...options, knex }) };
  }

  it('shows every SLO with its numbers, entity and trend', async () => {
    const { backend } = await start();
    await backend.refresh();
    const overview = await overviewOf(backend);
    expect(overview.sources).toMatchObject([{ name: 'lab', state: 'fresh' }]);
    expect(overview.slos).toHaveLength(2);
    expect(find(overview, 'requests-availability')).toMatchObject({
      id: 'lab~order-service~requests-availability',
      source: 'lab',
      service: 'order-service',
      objective: 0.9990000000000001,
      periodDays: 30,
      state: 'ok',
      reason: { code: 'within-objective' },
      budgetRemaining: 0.9,
      budgetOrigin: 'recorded',
      entityRef: 'component:default/order-service',
      owners: ['group:default/ordering-team'],
      system: 'system:default/shop',
    });
    expect(find(overview, 'requests-latency')).toMatchObject({
      entityRef: 'component:default/edge',
      owners: ['group:default/edge-team'],
    });
    const [{ windows, trend }] = overview.slos;
    expect(windows.map(({ window }) => window)).toEqual(Object.keys(quiet));
    expect(windows[0]).toMatchObject({ condition: 'measured', seconds: 300 });
    expect(windows[0].burnRate).toBeCloseTo(1e-3, 12);
    expect(trend).toHaveLength(overview.trend!.points);
    expect(overview.alertPolicies[0].pairs.map(pair => pair.factor)).toEqual([
      14.4, 6, 3, 1,
    ]);
  });

  it('asks at most four questions, however many SLOs there are', async () => {
    prometheus.slos = Array.from({ length: 300 }, (_, index) => ({
      ...availability,
      name: `slo-${index}`,
      // Spoiled, so that the dearest refresh is counted too.
      ratios: { ...quiet, '30d': NaN },
      budgetRemaining: undefined,
    }));
    const { backend } = await start();
    await backend.refresh();
    expect(prometheus.questions).toHaveLength(4);
    prometheus.questions.length = 0;
    await backend.refresh();
    expect(prometheus.questions.length).toBeLessThanOrEqual(4);
    for (let viewer = 0; viewer < 5; viewer++) {
      await overviewOf(backend);
    }
    expect(prometheus.questions.length).toBeLessThanOrEqual(4);
  });

  it('answers 304 to those who have it already, and compresses for the rest', async () => {
    const { backend } = await start();
    await backend.refresh();
    const get = (headers: Record<string, string>) =>
      request(backend.server)
        .get('/api/slo/overview')
        .set({ authorization: omar, ...headers });
    const first = await get({ 'accept-encoding': 'gzip' }).expect(200);
    expect(first.headers['content-encoding']).toBe('gzip');
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const etag = first.headers.etag;
    expect((await get({ 'if-none-match': etag }).expect(304)).text).toBe('');
    await get({ 'if-none-match': 'W/"other"' }).expect(200);
    const br = await get({ 'accept-encoding': 'br' }).buffer(false).expect(200);
    expect(br.headers['content-encoding']).toBe('br');
    expect(br.headers.etag).toBe(etag);
    await get({ 'accept-encoding': 'identity' }).expect(200);
  });

  it('refuses anonymous callers everywhere', async () => {
    const { backend } = await start();
    for (const path of [
      '/overview',
      '/slos/lab~a~b',
      '/slos/lab~a~b/series?from=1&to=2',
      '/openapi.json',
    ]) {
      const { status } = await request(backend.server)
        .get(`/api/slo${path}`)
        .set('authorization', mockCredentials.none.header());
      expect([path, status]).toEqual([path, 401]);
    }
  });

  it('survives a restart, and says how old its answer is', async () => {
    const { backend, knex } = await start();
    await backend.refresh();
    const before = await overviewOf(backend);
    await prometheus.stop();
    const { backend: restarted } = await start({ knex });
    const startedAt = Date.now();
    const after = await overviewOf(restarted);
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    expect(after).toEqual(before);
    await restarted.refresh();
    const down = await overviewOf(restarted);
    expect(down.slos.map(({ id }) => id)).toEqual(
      before.slos.map(({ id }) => id),
    );
    expect(down.sources).toEqual([
      {
        name: 'lab',
        state: 'unreachable',
        asOf: before.sources[0].asOf,
        error: expect.stringContaining('connection refused'),
      },
    ]);
    prometheus = await FakePrometheus.start();
  });

  it.each([
    ['hangs', 'no answer within'],
    ['status-500', 'status 500'],
    ['half-json', 'not complete JSON'],
    ['login-page', 'not JSON'],
    ['huge', 'bytes'],
  ] as const)(
    'answers at once with what it knows when Prometheus %s, and recovers',
    async (behaviour, reason) => {
      const { backend } = await start();
      await backend.refresh();
      prometheus.behaviour = behaviour;
      const refreshing = backend.refresh();
      const startedAt = performance.now();
      const meanwhile = await overviewOf(backend);
      expect(performance.now() - startedAt).toBeLessThan(1_500);
      expect(meanwhile.slos).toHaveLength(2);
      await refreshing;
      const failed = await overviewOf(backend);
      expect(failed.slos).toHaveLength(2);
      expect(failed.sources[0]).toMatchObject({ state: 'unreachable' });
      expect(failed.sources[0].error).toContain(reason);
      prometheus.behaviour = 'well';
      await backend.refresh();
      expect((await overviewOf(backend)).sources[0]).toMatchObject({
        state: 'fresh',
      });
    },
  );

  it('passes on the doubts of the store, and takes nothing for vanished by them', async () => {
    const { backend } = await start();
    await backend.refresh();
    prometheus.behaviour = 'warns';
    prometheus.slos = [availability];
    await backend.refresh();
    const overview = await overviewOf(backend);
    expect(overview.warnings).toEqual([
      { source: 'lab', message: 'store "eu" did not answer' },
    ]);
    expect(find(overview, 'requests-latency')).toMatchObject({ state: 'ok' });
  });

  it('tells a vanished SLO from an unreachable source', async () => {
    const { backend } = await start();
    await backend.refresh();
    prometheus.slos = [availability];
    await backend.refresh();
    const vanished = find(await overviewOf(backend), 'requests-latency');
    expect(vanished).toMatchObject({
      state: 'no-data',
      reason: { code: 'vanished' },
    });
    prometheus.slos = [availability, latency];
    await backend.refresh();
    expect(find(await overviewOf(backend), 'requests-latency')).toMatchObject({
      state: 'ok',
    });
  });

  it('repairs a budget that a slice without traffic has spoiled', async () => {
    prometheus.slos = [
      {
        ...availability,
        ratios: { ...quiet, '30d': NaN },
        budgetRemaining: NaN,
      },
      { ...latency, ratios: { ...quiet, '5m': NaN } },
    ];
    prometheus.averages = { 'requests-availability': 0.00025 };
    const { backend } = await start();
    await backend.refresh();
    const overview = await overviewOf(backend);
    expect(find(overview, 'requests-availability')).toMatchObject({
      state: 'ok',
      budgetOrigin: 'repaired',
      budgetRemaining: expect.closeTo(0.75, 9),
    });
    expect(find(overview, 'requests-latency')).toMatchObject({
      state: 'no-traffic',
      reason: { code: 'no-traffic', window: '5m' },
    });
  });

  it('lets everybody see only what they may, in totals too', async () => {
    const { backend } = await start({
      decide: user => {
        switch (user) {
          case 'user:default/omar':
            return createSloConditionalDecision(
              sloReadPermission,
              sloConditions.isOwner({
                claims: ['group:default/ordering-team'],
              }),
            );
          case 'user:default/victor':
            return { result: AuthorizeResult.DENY };
          default:
            return { result: AuthorizeResult.ALLOW };
        }
      },
    });
    await backend.refresh();
    const seen = await overviewOf(backend);
    expect(seen.slos.map(({ name }) => name)).toEqual([
      'requests-availability',
    ]);
    expect(await overviewOf(backend)).toEqual(seen);
    const admin = mockCredentials.user.header('user:default/ada');
    expect((await overviewOf(backend, admin)).slos).toHaveLength(2);
    const get = (path: string, as: string) =>
      request(backend.server).get(`/api/slo${path}`).set('authorization', as);
    await get('/overview', victor).expect(403);
    await get('/slos/lab~order-service~requests-availability', omar).expect(
      200,
    );
    const hidden = await get('/slos/lab~gateway~requests-latency', omar);
    const missing = await get('/slos/lab~gateway~nonsense', omar);
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    await get(
      '/slos/lab~gateway~requests-latency/series?from=1&to=2',
      omar,
    ).expect(404);
  });

  it('shows the same to another replica, which does not collect', async () => {
    const { backend, knex } = await start();
    const { backend: replica } = await start({ knex });
    expect((await overviewOf(replica)).slos).toEqual([]);
    await backend.refresh();
    const collected = await overviewOf(backend);
    // It looks at the database again after a second.
    await new Promise(resolve => setTimeout(resolve, 1_100));
    await overviewOf(replica);
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(await overviewOf(replica)).toEqual(collected);
  });

  it('tells timeline, owners, home and browsers of an episode, once', async () => {
    const { backend } = await start();
    await backend.refresh();
    const { heard } = backend;
    expect(heard.signals).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'slo:changed',
        message: { changed: 'states' },
      },
    ]);
    expect(heard.events).toEqual([]);
    prometheus.slos = [burning, latency];
    heard.failing.add('timeline');
    await backend.refresh();
    expect(heard.notifications).toHaveLength(1);
    expect(heard.notifications[0]).toMatchObject({
      recipients: {
        type: 'entity',
        entityRef: ['group:default/ordering-team'],
      },
      payload: {
        severity: 'critical',
        link: '/slo/lab~order-service~requests-availability',
        title:
          'order-service requests-availability burns its error budget at page rate',
      },
    });
    expect(heard.events).toEqual([]);
    heard.failing.clear();
    await backend.refresh();
    await backend.refresh();
    expect(heard.notifications).toHaveLength(1);
    expect(heard.events).toEqual([
      expect.objectContaining({
        kind: 'slo',
        severity: 'critical',
        entityRef: 'component:default/order-service',
        href: '/slo/lab~order-service~requests-availability',
      }),
    ]);
    expect(heard.home.at(-1)).toMatchObject({
      source: 'slo',
      states: expect.arrayContaining([
        expect.objectContaining({
          entityRef: 'component:default/order-service',
          state: 'critical',
        }),
      ]),
    });
    const { body } = await request(backend.server)
      .get('/api/slo/slos/lab~order-service~requests-availability')
      .set('authorization', omar)
      .expect(200);
    expect(body.episodes).toHaveLength(1);
    expect(body.episodes[0].peakBurnRate).toBeCloseTo(100, 6);
    expect(body.alertPairs).toHaveLength(4);
  });
});

describe('slo', () => {
  it('starts without any source, and has nothing to show', async () => {
    const backend = await startWith({ slo: {} });
    expect(await overviewOf(backend)).toEqual({
      sources: [],
      warnings: [],
      alertPolicies: [],
      slos: [],
    });
  });

  it('says of a source that was never reached that it was not', async () => {
    const backend = await startWith();
    expect((await overviewOf(backend)).sources).toEqual([
      { name: 'lab', state: 'unreachable', error: 'not asked yet' },
    ]);
    prometheus.behaviour = 'status-500';
    await backend.refresh();
    const { sources, slos } = await overviewOf(backend);
    expect(slos).toEqual([]);
    expect(sources[0].error).toContain('status 500');
  });

  it('does not let one source hold up another', async () => {
    const second = await FakePrometheus.start();
    second.slos = [availability];
    prometheus.behaviour = 'hangs';
    const backend = await startWith({
      slo: {
        prometheus: [
          { name: 'lab', url: prometheus.url, timeout: '2s', retries: 0 },
          { name: 'eu', url: second.url },
        ],
      },
    });
    const hanging = backend.refresh('lab');
    await backend.refresh('eu');
    const overview = await overviewOf(backend);
    expect(overview.slos.map(({ id }) => id)).toEqual([
      'eu~order-service~requests-availability',
    ]);
    await hanging;
    await second.stop();
  });

  it('keeps the same SLO of two sources, and of two clusters, apart', async () => {
    prometheus.slos = [
      { ...availability, labels: { cluster: 'eu' } },
      { ...burning, labels: { cluster: 'us' } },
    ];
    const backend = await startWith({
      slo: {
        prometheus: [
          { name: 'a', url: prometheus.url, keyLabels: ['cluster'] },
          { name: 'b', url: prometheus.url, keyLabels: ['cluster'] },
        ],
      },
    });
    await backend.refresh('a');
    await backend.refresh('b');
    const { slos } = await overviewOf(backend);
    expect(slos.map(({ id, state }) => [id, state])).toEqual([
      ['a~order-service~requests-availability~cluster=3Deu', 'ok'],
      ['a~order-service~requests-availability~cluster=3Dus', 'critical'],
      ['b~order-service~requests-availability~cluster=3Deu', 'ok'],
      ['b~order-service~requests-availability~cluster=3Dus', 'critical'],
    ]);
    expect(prometheus.questions[0].query).toContain('cluster');
  });

  it('serves a series of at most 1,000 points, and asks for the past once', async () => {
    prometheus.rangeValue = at => (at % 7200 === 0 ? NaN : 0.001);
    const backend = await startWith();
    await backend.refresh();
    prometheus.questions.length = 0;
    const to = Math.floor(Date.now() / 1000);
    const path = '/api/slo/slos/lab~order-service~requests-availability/series';
    const get = (from: number, until: number) =>
      request(backend.server)
        .get(`${path}?from=${from}&to=${until}`)
        .set('authorization', omar);
    const { body } = await get(to - 30 * 86_400, to).expect(200);
    expect(body.timestamps.length).toBeLessThanOrEqual(1_000);
    expect(body.timestamps).toHaveLength(body.errorRatio.values.length);
    expect(body.errorRatio.window).toBe('1h');
    expect(body.errorRatio.values).toContain(null);
    expect(body.coverage).toBeCloseTo(0.5, 1);
    expect(prometheus.questions).toHaveLength(1);
    await get(to - 29 * 86_400, to - 86_400).expect(200);
    expect(prometheus.questions).toHaveLength(1);
    const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
    const hour = await request(backend.server)
      .get(path)
      .query({ from: iso(to - 3_600), to: iso(to) })
      .set('authorization', omar)
      .expect(200);
    expect(hour.body.stepSeconds).toBe(15);
    expect(hour.body.errorRatio.window).toBe('5m');
  });

  it('narrows the overview to an entity', async () => {
    const backend = await startWith();
    await backend.refresh();
    const namesOf = async (entityRef: string) => {
      const { body } = await request(backend.server)
        .get('/api/slo/overview')
        .query({ entityRef })
        .set('authorization', omar)
        .expect(200);
      return sloOverviewSchema.parse(body).slos.map(({ name }) => name);
    };
    expect(await namesOf('Component:default/Edge')).toEqual([
      'requests-latency',
    ]);
    expect(await namesOf('group:default/ordering-team')).toEqual([
      'requests-availability',
    ]);
    expect(await namesOf('system:default/shop')).toHaveLength(2);
    expect(await namesOf('component:default/nobody')).toEqual([]);
    await request(backend.server)
      .get('/api/slo/overview?entityRef=edge')
      .set('authorization', omar)
      .expect(400);
  });

  it('says what is wrong with a range', async () => {
    const backend = await startWith();
    await backend.refresh();
    const get = (query: string) =>
      request(backend.server)
        .get(
          `/api/slo/slos/lab~order-service~requests-availability/series${query}`,
        )
        .set('authorization', omar);
    for (const [query, message] of [
      ['', "'from'"],
      ['?from=yesterday&to=1', "'from'"],
      ['?from=1&from=2&to=3', "'from'"],
      ['?from=5&to=5', 'before'],
      ['?from=99999999990&to=99999999999', 'before'],
      ['?from=1&to=99999999', '400 days'],
    ]) {
      const { status, body } = await get(query);
      expect([status, body.error.message]).toEqual([
        400,
        expect.stringContaining(message),
      ]);
    }
  });

  it('explains SLOs to those who act on them', async () => {
    prometheus.slos = [burning, latency];
    const backend = await startWith();
    await backend.refresh();
    const credentials = mockCredentials.user('user:default/omar');
    const list = (input: object) =>
      backend.actions.invoke({
        id: 'test:list-slos',
        input: input as any,
        credentials,
      });
    expect((await list({})).output).toMatchObject({
      total: 2,
      slos: [
        { name: 'requests-availability', state: 'critical' },
        { name: 'requests-latency', state: 'ok' },
      ],
      sources: [{ name: 'lab', state: 'fresh' }],
    });
    expect((await list({ states: ['ok'] })).output).toMatchObject({ total: 1 });
    expect(
      (await list({ entityRef: 'Component:default/Edge' })).output,
    ).toMatchObject({ total: 1, slos: [{ name: 'requests-latency' }] });
    const { output } = await backend.actions.invoke({
      id: 'test:get-slo',
      input: { id: 'lab~order-service~requests-availability' },
      credentials,
    });
    expect(output).toMatchObject({
      slo: {
        state: 'critical',
        alerts: expect.arrayContaining([
          expect.objectContaining({
            id: 'page-quick',
            phase: 'firing',
            explanation: expect.stringContaining('pages'),
          }),
        ]),
      },
    });
  });

  it('describes its API', async () => {
    const backend = await startWith();
    const { body } = await request(backend.server)
      .get('/api/slo/openapi.json')
      .set('authorization', omar)
      .expect(200);
    expect(Object.keys(body.paths)).toEqual([
      '/overview',
      '/slos/{id}',
      '/slos/{id}/series',
      '/slos/{id}/onset',
      '/slos/{id}/backtest',
      '/slos/{id}/review',
      '/slos/{id}/traffic',
      '/slos/{id}/reviews',
      '/lint',
      '/rules',
      '/slos/{id}/rules',
      '/preview',
      '/proposals',
      '/proposals/place',
      '/slos/{id}/spec',
    ]);
    expect(body.components.schemas.Overview.properties.slos.type).toBe('array');
  });
});
