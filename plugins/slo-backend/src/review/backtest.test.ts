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
    expect(first).toBeLessThanOrEqual(12);
    await get(`/slos/${id}/backtest?objective=0.9`).expect(200);
    expect(prometheus.questions.length - first).toBeLessThanOrEqual(1);
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

  it.each([
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
