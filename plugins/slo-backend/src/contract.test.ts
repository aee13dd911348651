import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  Slo,
  SloOverview,
  sloBacktestSchema,
  sloOverviewSchema,
  sloReviewAnswerSchema,
  SloSeries,
  sloSeriesSchema,
  SloTraffic,
  sloTrafficSchema,
} from '@goreliable/plugin-slo-common';
import request from 'supertest';
import { expectEqual } from './__testUtils__/expectEqual';
import { RealPrometheus } from './__testUtils__/realPrometheus';
import { component, startSloBackend } from './__testUtils__/startSloBackend';

// From nothing, the lab compiles its Prometheus first.
jest.setTimeout(1_200_000);

const authorization = mockCredentials.user.header('user:default/omar');

const startedAt = Date.now() / 1000;
const hour = 3_600;
const historyEnd = Math.floor(startedAt / hour) * hour - 3 * hour;
const historyStart = historyEnd - 30 * 24 * hour;

/** Counters of a service that fails 5 %, one that fails seldom, and one without requests. */
function metrics(): string {
  const seconds = Date.now() / 1000 - startedAt + 60;
  const counter = (job: string, outcome: string, perSecond: number) =>
    `http_requests_total{job="${job}",outcome="${outcome}"} ${
      seconds * perSecond
    }`;
  return [
    '# TYPE http_requests_total counter',
    counter('checkout', 'success', 95),
    counter('checkout', 'error', 5),
    counter('search', 'success', 99.995),
    counter('search', 'error', 0.005),
    counter('idle', 'success', 0),
    counter('idle', 'error', 0),
    '',
  ].join('\n');
}

const labelsOf = (service: string) =>
  `sloth_id="${service}-requests-availability",sloth_service="${service}",sloth_slo="requests-availability"`;

/** A past in which one slice of the search had no traffic, which spoils Sloth's average. */
function history(): string {
  const lines = ['# TYPE slo:sli_error:ratio_rate5m gauge'];
  for (let at = historyStart; at <= historyEnd; at += 300) {
    const value = at === historyStart + 100 * hour ? 'NaN' : 0.0002;
    lines.push(
      `slo:sli_error:ratio_rate5m{${labelsOf(
        'search',
      )},tier="1",sloth_window="5m"} ${value} ${at}`,
    );
  }
  lines.push('# TYPE slo:sli_error:ratio_rate1h gauge');
  for (let at = historyStart; at <= historyEnd; at += 300) {
    const value = 0.0002 * (1 + Math.sin(at));
    lines.push(
      `slo:sli_error:ratio_rate1h{${labelsOf(
        'search',
      )},tier="1",sloth_window="1h"} ${value} ${at}`,
    );
  }
  lines.push('# TYPE slo:period_error_budget_remaining:ratio gauge');
  for (let at = historyStart; at <= historyEnd; at += 300) {
    const value = 1 - (at - historyStart) / (60 * 24 * hour);
    lines.push(
      `slo:period_error_budget_remaining:ratio{${labelsOf(
        'checkout',
      )},tier="1",sloth_window="30d"} ${value} ${at}`,
    );
  }
  return [...lines, '# EOF', ''].join('\n');
}

describe('with a real Prometheus that evaluates rules of Sloth', () => {
  let prometheus: RealPrometheus;
  let backend: Awaited<ReturnType<typeof startSloBackend>>;

  const get = async (path: string) => {
    const { body } = await request(backend.server)
      .get(`/api/slo${path}`)
      .set('authorization', authorization)
      .expect(200);
    return body;
  };
  const overviewOf = async (): Promise<SloOverview> =>
    sloOverviewSchema.parse(await get('/overview'));
  const sloOf = (overview: SloOverview, service: string): Slo =>
    overview.slos.find(slo => slo.service === service)!;
  const direct = (query: string, time: number) =>
    prometheus.number(query, time);

  beforeAll(async () => {
    prometheus = await RealPrometheus.start({
      rules: { file: join(__dirname, '__fixtures__/rules.yaml') },
      metrics,
      history: history(),
    });
    await prometheus.waitFor(
      'count(slo:sli_error:ratio_rate3d >= 0) >= 2 and count(slo:period_error_budget_remaining:ratio) >= 3 and count(ALERTS{sloth_severity="page"}) > 0',
    );
    backend = await startSloBackend({
      slo: {
        prometheus: [
          { name: 'lab', url: prometheus.url, timeout: '3s', retries: 0 },
        ],
      },
      entities: [component('checkout', 'shop-team')],
    });
    await backend.refresh();
  });

  afterAll(async () => {
    await backend?.stop();
    await prometheus?.stop();
  });

  it('finds every SLO without being told of any', async () => {
    const overview = await overviewOf();
    expect(overview.sources).toMatchObject([{ name: 'lab', state: 'fresh' }]);
    expect(overview.warnings).toEqual([]);
    expect(overview.slos.map(({ id }) => id)).toEqual([
      'lab~checkout~requests-availability',
      'lab~idle~requests-availability',
      'lab~search~requests-availability',
    ]);
    expect(sloOf(overview, 'checkout').entityRef).toBe(
      'component:default/checkout',
    );
  });

  it('knows what each measures by the rules that are loaded', async () => {
    await backend.scheduler.triggerTask('indicators-lab');
    const indicators = async () =>
      (await overviewOf()).slos.map(({ indicator }) => indicator);
    // The database is looked at again after a second.
    for (let tries = 0; tries < 50 && !(await indicators())[0]; tries++) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(await indicators()).toEqual(
      Array(3).fill({ kind: 'events', noun: 'requests' }),
    );
  });

  it('has exactly the traffic that Prometheus has', async () => {
    // A step and a bit of scrapes, one a second.
    await prometheus.waitFor(
      'count_over_time(http_requests_total{job="checkout",outcome="error"}[1m]) > 20',
    );
    const to = Math.floor(Date.now() / 1000);
    const id = 'lab~checkout~requests-availability';
    const { timestamps, values, ...traffic }: SloTraffic =
      sloTrafficSchema.parse(
        await get(`/slos/${id}/traffic?from=${to - 600}&to=${to}`),
      );
    expect(traffic).toMatchObject({ window: '5m', missing: [] });
    // What is being scraped this second is not there yet for both.
    const known = timestamps.filter(
      (at, index) => values[index] !== null && at < to - 2,
    );
    expect(known.length).toBeGreaterThan(0);
    for (const at of known) {
      const rate = await direct(
        'sum(rate(http_requests_total{job="checkout"}[5m]))',
        at,
      );
      const value = values[timestamps.indexOf(at)]!;
      expect(Math.abs(value - rate)).toBeLessThanOrEqual(1e-9 * rate);
    }
  });

  it('has exactly the numbers that Prometheus has', async () => {
    const overview = await overviewOf();
    const time = Date.parse(overview.sources[0].asOf!) / 1000;
    let compared = 0;
    for (const slo of overview.slos) {
      const own = `{sloth_service="${slo.service}",sloth_slo="${slo.name}"}`;
      const budget = 1 - (await direct(`slo:objective:ratio${own}`, time));
      expect(slo.windows.map(({ window }) => window)).toEqual([
        '5m',
        '30m',
        '1h',
        '2h',
        '6h',
        '1d',
        '3d',
        '30d',
      ]);
      for (const { window, errorRatio, burnRate } of slo.windows) {
        const expected = await direct(
          `slo:sli_error:ratio_rate${window}${own}`,
          time,
        );
        expectEqual(errorRatio, expected);
        expectEqual(burnRate, expected / budget);
        compared += Number.isNaN(expected) ? 0 : 1;
      }
      const [{ value }] = await prometheus.ask('query', {
        query: `timestamp(slo:sli_error:ratio_rate5m${own})`,
        time,
      });
      expect(Date.parse(slo.sampleAt!) / 1000).toBeCloseTo(Number(value[1]), 2);
    }
    expect(compared).toBeGreaterThanOrEqual(15);
    const checkout = sloOf(overview, 'checkout');
    expect(checkout.budgetOrigin).toBe('recorded');
    expectEqual(
      checkout.budgetRemaining,
      await direct(
        'slo:period_error_budget_remaining:ratio{sloth_service="checkout"}',
        time,
      ),
    );
  });

  it('agrees with the pager', async () => {
    const overview = await overviewOf();
    const time = Date.parse(overview.sources[0].asOf!) / 1000;
    const firing = await prometheus.ask('query', {
      query: 'ALERTS{sloth_severity="page",alertstate="firing"}',
      time,
    });
    expect(firing.map(({ metric }) => metric.sloth_service)).toEqual([
      'checkout',
    ]);
    expect(overview.slos.map(({ service, state }) => [service, state])).toEqual(
      [
        ['checkout', 'critical'],
        ['idle', 'no-traffic'],
        ['search', 'ok'],
      ],
    );
    expect(sloOf(overview, 'checkout').reason).toEqual({
      code: 'burning',
      severity: 'page',
      pairs: ['page-quick', 'page-slow'],
    });
  });

  it('repairs the budget that an empty slice has spoiled', async () => {
    const overview = await overviewOf();
    const search = sloOf(overview, 'search');
    const period = search.windows.find(({ window }) => window === '30d');
    expect(period).toMatchObject({ condition: 'no-traffic' });
    expect(search.budgetOrigin).toBe('repaired');
    // All of the past failed 0.02 %, a fifth of the budget.
    expect(search.budgetRemaining).toBeCloseTo(0.8, 2);
    expect(sloOf(overview, 'idle').budgetRemaining).toBeUndefined();
  });

  it('draws the trend of the budgets', async () => {
    const { trend, slos } = await overviewOf();
    const checkout = slos.find(({ service }) => service === 'checkout')!;
    const values = checkout.trend!;
    expect(values).toHaveLength(trend!.points);
    const within = values
      .map((value, index) => ({
        value,
        at: trend!.from + index * trend!.stepSeconds,
      }))
      .filter(({ at }) => at >= historyStart && at <= historyEnd);
    for (const { value, at } of within) {
      expect(value).toBeCloseTo(1 - (at - historyStart) / (60 * 24 * hour), 2);
    }
    expect(within.length).toBeGreaterThan(55);
  });

  it('has exactly the series that Prometheus has', async () => {
    const id = 'lab~search~requests-availability';
    const series: SloSeries = sloSeriesSchema.parse(
      await get(`/slos/${id}/series?from=${historyStart}&to=${historyEnd}`),
    );
    expect(series.timestamps.length).toBeLessThanOrEqual(1_000);
    const { stepSeconds, timestamps, errorRatio } = series;
    const [{ values }] = await prometheus.ask('query_range', {
      query: `slo:sli_error:ratio_rate${errorRatio.window}{sloth_service="search"}`,
      start: timestamps[0],
      end: timestamps.at(-1)!,
      step: stepSeconds,
    });
    expect(values.length).toBeGreaterThan(600);
    const expected = new Map<number, number>(
      values.map(([at, text]: [number, string]) => [at, Number(text)]),
    );
    timestamps.forEach((at, index) => {
      const value = expected.get(at);
      expect(errorRatio.values[index]).toEqual(
        value === undefined || Number.isNaN(value) ? null : value,
      );
    });
  });

  it('draws an hour of the past finely, with its gap', async () => {
    const gap = historyStart + 100 * hour;
    const series: SloSeries = sloSeriesSchema.parse(
      await get(
        `/slos/lab~search~requests-availability/series?from=${gap - hour}&to=${
          gap + hour
        }`,
      ),
    );
    expect(series.errorRatio.window).toBe('5m');
    const { timestamps, errorRatio } = series;
    expect(errorRatio.values[timestamps.indexOf(gap)]).toBeNull();
    expect(errorRatio.values[timestamps.indexOf(gap - 300)]).toBe(0.0002);
    expect(series.coverage).toBeLessThan(1);
    expect(series.coverage).toBeGreaterThan(0.9);
  });

  it('backtests exactly the past that Prometheus has', async () => {
    const { backtest } = sloBacktestSchema.parse(
      await get('/slos/lab~search~requests-availability/backtest'),
    );
    const [{ values }] = await prometheus.ask('query_range', {
      query: 'slo:sli_error:ratio_rate5m{sloth_service="search"}',
      start: backtest.from,
      end: backtest.to,
      step: 300,
    });
    const ratios: number[] = values
      .map(([, text]: [number, string]) => Number(text))
      .filter(Number.isFinite);
    expect(ratios.length).toBeGreaterThan(8_000);
    const slices = (backtest.to - backtest.from) / 300 + 1;
    expect(backtest.coverage).toBeCloseTo(ratios.length / slices, 9);
    const average =
      ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    for (const result of backtest.results) {
      expectEqual(result.budgetSpent, average / (1 - result.objective));
      expect(result.breachMinutes).toBe(
        ratios.filter(ratio => ratio > 1 - result.objective).length * 5,
      );
    }
  });

  it('reviews the rules that Prometheus has loaded', async () => {
    const review = sloReviewAnswerSchema.parse(
      await get('/slos/lab~checkout~requests-availability/review'),
    );
    expect(review.missing).toEqual([]);
    // It fails 5 of 100 a second; the counter is a minute old and more.
    expect(review.eventsPerSecond).toBeGreaterThan(0);
    expect(review.findings.map(({ code }) => code)).toContain('no-runbook');
    expect(review.findings.map(({ code }) => code)).not.toContain(
      'promql-syntax',
    );
  });

  it('answers at once while Prometheus hangs, and recovers by itself', async () => {
    prometheus.hang();
    try {
      const refreshing = backend.refresh();
      const before = performance.now();
      expect((await overviewOf()).slos).toHaveLength(3);
      expect(performance.now() - before).toBeLessThan(500);
      await refreshing;
      const [source] = (await overviewOf()).sources;
      expect(source.state).toBe('unreachable');
      expect(source.error).toContain('no answer within');
    } finally {
      prometheus.goOn();
    }
    await backend.refresh();
    expect((await overviewOf()).sources[0].state).toBe('fresh');
  });
});
