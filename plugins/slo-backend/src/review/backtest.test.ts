import { sloBacktestSchema } from '@goreliable/plugin-slo-common';
import { FakePrometheus } from '../__testUtils__/fakePrometheus';
import {
  day,
  id,
  outageAt,
  startPrometheus,
  startReview,
} from './__testUtils__/startReview';

jest.setTimeout(60_000);

let prometheus: FakePrometheus;
beforeEach(async () => {
  prometheus = await startPrometheus();
});
afterEach(async () => {
  await prometheus.stop();
});

const start = (options: Parameters<typeof startReview>[1] = {}) =>
  startReview(prometheus, options);

describe('the backtest of an SLO', () => {
  it('tries candidates on what is recorded, against the incidents', async () => {
    const { get, heard } = await start();
    const { body } = await get(`/slos/${id}/backtest`).expect(200);
    const answer = sloBacktestSchema.parse(body);
    const { backtest, policies } = answer;
    expect(answer.missing).toEqual([]);
    expect(answer.sources).toMatchObject([{ name: 'lab', state: 'fresh' }]);
    expect(backtest).toMatchObject({ sliceSeconds: 300, coverage: 1 });
    expect((backtest.to - backtest.from) / day).toBeCloseTo(30, 1);
    expect(policies.map(policy => policy.id)).toEqual([
      'current',
      'eager',
      'calm',
      'long',
    ]);
    expect(backtest.results).toHaveLength(20);
    // The one elsewhere names services, of which this is none.
    expect(backtest.incidents).toMatchObject([
      { id: 'orders', title: 'Orders fail', isVisible: true },
    ]);
    const present = backtest.results.find(
      ({ objective, policyId }) =>
        objective === 0.999 && policyId === 'current',
    );
    expect(present).toMatchObject({
      hits: 1,
      misses: 0,
      breachMinutes: 60,
      pagesWithoutIncident: 0,
      incidents: [{ id: 'orders', outcome: 'paged', detectionSeconds: 600 }],
    });
    expect(answer.suggestion).toMatchObject({ kind: 'keep', objective: 0.999 });
    expect(heard.timelineQuestions[0]).toMatchObject({
      entityRefs: ['component:default/order-service'],
      kinds: ['incident'],
    });
  });

  it('asks for no more than charts do, and for the past once', async () => {
    const { get } = await start();
    prometheus.questions.length = 0;
    await get(`/slos/${id}/backtest`).expect(200);
    const first = prometheus.questions.length;
    // Eleven parts of a month, the traffic of each, and four for the rules and what they count.
    expect(first).toBeLessThanOrEqual(26);
    await get(`/slos/${id}/backtest?objective=0.9`).expect(200);
    expect(prometheus.questions.length - first).toBeLessThanOrEqual(2);
  });

  it('tries what it is told to', async () => {
    const { get } = await start();
    const { body } = await get(
      `/slos/${id}/backtest?objective=0.5,0.75&windows=calm&days=7`,
    ).expect(200);
    const { backtest, policies } = sloBacktestSchema.parse(body);
    expect(policies.map(policy => policy.id)).toEqual(['current', 'calm']);
    expect(
      [...new Set(backtest.results.map(({ objective }) => objective))].slice(
        0,
        2,
      ),
    ).toEqual([0.5, 0.75]);
    expect((backtest.to - backtest.from) / day).toBeCloseTo(7, 1);
    expect(backtest.incidents).toEqual([]);
  });

  it('tries alert windows of the callers own beside the known ones', async () => {
    const { get } = await start();
    const own = 'page-2h-10m-20_ticket-5d-6h-1';
    const { body } = await get(
      `/slos/${id}/backtest?windows=${own}&windows=page-1h-5m-99`,
    ).expect(200);
    const { policies, backtest } = sloBacktestSchema.parse(body);
    expect(policies.map(policy => policy.id)).toEqual([
      'current',
      'eager',
      'calm',
      'long',
      own,
      'page-1h-5m-99',
    ]);
    expect(policies[4].pairs).toMatchObject([
      { severity: 'page', longWindow: '2h', shortWindow: '10m', factor: 20 },
      { severity: 'ticket', longWindow: '5d', shortWindow: '6h', factor: 1 },
    ]);
    // An outage of 10 % burns at 100: the one that asks for less notices it.
    const pages = (policyId: string) =>
      backtest.results.find(
        result => result.policyId === policyId && result.objective === 0.999,
      )!.pages.length;
    expect(pages(own)).toBe(1);
    const only = await get(`/slos/${id}/backtest?windows=calm,${own}`).expect(
      200,
    );
    expect(only.body.policies.map((each: { id: string }) => each.id)).toEqual([
      'current',
      'calm',
      own,
    ]);
  });

  it('weighs windows by the traffic of the time', async () => {
    // Nearly nobody was there when it failed.
    prometheus.trafficAt = at =>
      at > outageAt && at <= outageAt + 3_600 ? 0.01 : 100;
    const { get } = await start();
    prometheus.questions.length = 0;
    const { body } = await get(`/slos/${id}/backtest`).expect(200);
    const { backtest, missing } = sloBacktestSchema.parse(body);
    expect(backtest.weighting).toBe('traffic');
    expect(missing).toEqual([]);
    const present = backtest.results.find(
      ({ objective, policyId }) =>
        objective === 0.999 && policyId === 'current',
    )!;
    expect(present).toMatchObject({ breachMinutes: 60 });
    const asked = () =>
      prometheus.questions.filter(({ query }) => query.startsWith('sum('))
        .length;
    // Eleven parts of a month, and the events of a day.
    expect(asked()).toBeLessThanOrEqual(12);
    const before = asked();
    await get(`/slos/${id}/backtest?objective=0.9`).expect(200);
    expect(asked() - before).toBeLessThanOrEqual(1);
  });

  it.each([
    [
      'is not kept for so long',
      () => {
        prometheus.trafficAt = at =>
          at > Date.now() / 1000 - 3 * day ? 10 : undefined;
      },
      /^The traffic is known for only \d+.% of the time\.$/,
    ],
    [
      'is not kept at all',
      () => {
        prometheus.trafficAt = () => undefined;
      },
      /^The traffic of the past is not kept\.$/,
    ],
    [
      'would be too dear to read',
      () => {
        prometheus.rawSeries = 10_000;
      },
      /^Its events are counted from 10000 raw series/,
    ],
    [
      'is not told by its rules',
      () => {
        prometheus.rules = [];
      },
      /^The rules behind it are not known/,
    ],
  ])(
    'counts every slice alike where the traffic %s',
    async (_, make, reason) => {
      make();
      const { get } = await start();
      const { body } = await get(`/slos/${id}/backtest`).expect(200);
      const { backtest, missing } = sloBacktestSchema.parse(body);
      expect(backtest.weighting).toBe('slices');
      expect(missing).toEqual([
        { input: 'traffic', reason: expect.stringMatching(reason) },
      ]);
    },
  );

  it.each([
    ['windows=page-5m-1h-2', "'windows' has 'page-5m-1h-2', whose long window"],
    [
      `windows=${[1, 2, 3, 4, 5].map(n => `page-1h-5m-${n}`).join()}`,
      "'windows' must have at most 4",
    ],
    ['objective=99.9', "'objective'"],
    ['objective=0', "'objective'"],
    ['objective=many', "'objective'"],
    ['windows=mine', "'windows'"],
    ['days=0', "'days'"],
    ['days=400', "'days'"],
  ])('says what is wrong with %s', async (query, message) => {
    const { get } = await start();
    const { body } = await get(`/slos/${id}/backtest?${query}`).expect(400);
    expect(body.error.message).toContain(message);
  });

  it('goes on without the timeline, and says so', async () => {
    const { get, heard } = await start();
    heard.failing.add('timeline');
    const { body } = await get(`/slos/${id}/backtest`).expect(200);
    const answer = sloBacktestSchema.parse(body);
    expect(answer.backtest.incidents).toEqual([]);
    expect(answer.missing).toMatchObject([{ input: 'incidents' }]);
  });

  it('knows no incidents of what belongs to nobody', async () => {
    const { get } = await start({ entities: [] });
    const { body } = await get(`/slos/${id}/backtest`).expect(200);
    expect(body.missing).toMatchObject([{ input: 'incidents' }]);
  });

  it('suggests nothing when the source is down', async () => {
    const { get, refresh } = await start();
    prometheus.behaviour = 'status-500';
    await refresh();
    const { body } = await get(`/slos/${id}/backtest`).expect(200);
    const answer = sloBacktestSchema.parse(body);
    expect(answer.suggestion).toEqual({ kind: 'none', missing: [] });
    expect(answer.missing[0]).toMatchObject({ input: 'history' });
    expect(answer.sources).toMatchObject([{ state: 'unreachable' }]);
  });

  it('does not count as a gap what was not there yet', async () => {
    const since = outageAt + 5 * day;
    prometheus.rangeValue = at => (at < since ? NaN : 0.0001);
    const { get } = await start();
    const { body } = await get(`/slos/${id}/backtest`).expect(200);
    const { backtest, suggestion } = sloBacktestSchema.parse(body);
    expect(backtest.coverage).toBe(1);
    expect(backtest.from).toBe(since);
    expect(suggestion).toMatchObject({
      kind: 'none',
      missing: [{ code: 'short-history' }],
    });
  });
});
