import { sloTrafficSchema } from '@goreliable/plugin-slo-common';
import { FakePrometheus } from '../__testUtils__/fakePrometheus';
import { ExpressionReader } from '../series/ExpressionReader';
import { id, startPrometheus, startReview } from './__testUtils__/startReview';
import { IndicatorSource } from './askIndicator';
import { TrafficReader } from './TrafficReader';

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

const now = Math.floor(Date.now() / 1000);
const path = (seconds: number) =>
  `/slos/${id}/traffic?from=${now - seconds}&to=${now}`;

const asked = () =>
  prometheus.questions.filter(
    ({ path: endpoint, query }) =>
      endpoint.endsWith('query_range') && query.startsWith('sum('),
  );

describe('the traffic of an SLO', () => {
  it('is that of its total query, over every step', async () => {
    const gap = { from: now - 40_000, to: now - 30_000 };
    prometheus.trafficAt = at => (at > gap.from && at < gap.to ? undefined : 7);
    const { get } = await start();
    const { body } = await get(path(86_400)).expect(200);
    const answer = sloTrafficSchema.parse(body);
    expect(answer).toMatchObject({
      id,
      stepSeconds: 120,
      window: '5m',
      eventsPerSecond: 10,
      missing: [],
      sources: [{ name: 'lab', state: 'fresh' }],
    });
    answer.timestamps.forEach((at, index) =>
      expect(answer.values[index]).toBe(
        at > gap.from && at < gap.to ? null : 7,
      ),
    );
    expect(answer.coverage).toBeCloseTo(1 - 10_000 / 86_400, 2);
    expect(asked().map(({ query }) => query)).toEqual([
      'sum(sum(rate(http_requests_total[5m])))',
    ]);
  });

  it('is asked for once, however many look', async () => {
    const { get } = await start();
    await Promise.all([1, 2, 3].map(() => get(path(86_400)).expect(200)));
    await get(path(86_400)).expect(200);
    expect(asked()).toHaveLength(1);
  });

  it('averages over as long as a step is', async () => {
    const { get } = await start();
    const { body } = await get(path(30 * 86_400)).expect(200);
    expect(body).toMatchObject({ stepSeconds: 3_600, window: '1h' });
  });

  it.each([
    [
      'counts no events',
      () => {
        prometheus.rules = [
          { ...prometheus.rules[0], query: 'avg_over_time(ratio[5m])' },
        ];
      },
      'Its queries do not count events, so the traffic is not known.',
    ],
    [
      'is counted from too many series',
      () => {
        prometheus.rawSeries = 50_000;
      },
      'Its events are counted from 50000 raw series, which is too much to read for so long a time.',
    ],
  ])('is not known of one that %s', async (_, make, reason) => {
    make();
    const { get } = await start();
    const { body } = await get(path(86_400)).expect(200);
    const answer = sloTrafficSchema.parse(body);
    expect(answer.missing).toEqual([{ input: 'traffic', reason }]);
    expect(answer.coverage).toBe(0);
    expect(answer.values).toHaveLength(answer.timestamps.length);
    expect(asked()).toEqual([]);
  });

  it('is not read over a day either of one that is counted from too many series', async () => {
    prometheus.rawSeries = 50_000;
    const { get } = await start();
    const { body } = await get(path(3_600)).expect(200);
    expect(body).not.toHaveProperty('eventsPerSecond');
    expect(
      prometheus.questions.filter(({ query }) => query.includes('[1d]')),
    ).toEqual([]);
  });

  it('is not read where it is not known from how many series', async () => {
    const queryRange = jest.fn();
    const missing = [
      { input: 'traffic' as const, reason: 'lab was too slow.' },
    ];
    const reader = new TrafficReader(
      new Map([['lab', { source: { queryRange } } as any as IndicatorSource]]),
      {
        read: async () => ({
          sli: {
            kind: 'events',
            errorQuery: 'sum(rate(bad[{{.window}}]))',
            totalQuery: 'sum(rate(all[{{.window}}]))',
          },
          missing,
        }),
      },
      new ExpressionReader(Date.now),
    );
    const answer = await reader.read(
      { source: 'lab' } as any,
      { name: 'lab', state: 'fresh' },
      { from: 0, to: 600, stepSeconds: 60 },
    );
    expect(answer).toEqual({ values: [], warnings: [], missing });
    expect(queryRange).not.toHaveBeenCalled();
  });

  it('is what is kept while its source is down', async () => {
    const { get, refresh } = await start();
    prometheus.behaviour = 'status-500';
    await refresh();
    const { body } = await get(path(86_400)).expect(200);
    expect(body.missing).toMatchObject([
      { input: 'traffic', reason: expect.stringContaining('lab') },
    ]);
    expect(body.sources).toMatchObject([{ state: 'unreachable' }]);
    expect(asked()).toEqual([]);
  });

  it.each(['', '?from=1', '?from=2&to=1', '?from=x&to=2'])(
    'needs a range: %p',
    async query => {
      const { get } = await start();
      const { body } = await get(`/slos/${id}/traffic${query}`).expect(400);
      expect(body.error.message).toMatch(/'(from|to)'/);
    },
  );

  it('is nothing of what there is not', async () => {
    const { get } = await start();
    const { status } = await get('/slos/lab~a~b/traffic?from=1&to=2');
    expect(status).toBe(404);
  });
});
