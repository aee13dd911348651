import { mockCredentials } from '@backstage/backend-test-utils';
import {
  Slo,
  SloOverview,
  sloOverviewSchema,
  sloRulesSchema,
  sloSeriesSchema,
} from '@goreliable/plugin-slo-common';
import request from 'supertest';
import { expectEqual } from '../__testUtils__/expectEqual';
import { RealPrometheus } from '../__testUtils__/realPrometheus';
import { component, startSloBackend } from '../__testUtils__/startSloBackend';

// From nothing, the lab compiles its Prometheus first.
jest.setTimeout(1_200_000);

const authorization = mockCredentials.user.header('user:default/omar');
const startedAt = Date.now() / 1000;
const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '4d'];

interface Objective {
  slo: string;
  job: string;
  target: number;
}

/** Rules as Pyrra makes them of a ratio over four weeks: its own, and those of `--generic-rules`. */
function rulesOf({ slo, job, target }: Objective) {
  const own = { slo, job };
  const increase = 'http_requests:increase4w';
  const rate = (more: string, window: string) =>
    `sum(rate(http_requests_total{job="${job}"${more}}[${window}]))`;
  const alert = (short: string, long: string, factor: number) => {
    const above = (window: string) =>
      `http_requests:burnrate${window}{job="${job}",slo="${slo}"} > (${factor} * (1-${target}))`;
    return {
      alert: 'ErrorBudgetBurn',
      expr: `${above(short)} and ${above(long)}`,
      labels: { ...own, short, long },
    };
  };
  return [
    {
      name: slo,
      rules: [
        ...windows.map(window => ({
          record: `http_requests:burnrate${window}`,
          expr: `${rate(',outcome="error"', window)} / ${rate('', window)}`,
          labels: own,
        })),
        alert('5m', '1h', 14),
        alert('30m', '6h', 7),
        alert('2h', '1d', 2),
        alert('6h', '4d', 1),
      ],
    },
    {
      name: `${slo}-increase`,
      rules: [
        {
          record: increase,
          expr: `sum by (outcome) (increase(http_requests_total{job="${job}"}[4w]))`,
          labels: own,
        },
      ],
    },
    {
      name: `${slo}-generic`,
      rules: [
        ['pyrra_objective', String(target)],
        ['pyrra_window', String(28 * 86_400)],
        [
          'pyrra_availability',
          `1 - sum(${increase}{job="${job}",outcome="error",slo="${slo}"} or vector(0)) / sum(${increase}{job="${job}",slo="${slo}"})`,
        ],
      ].map(([record, expr]) => ({ record, expr, labels: { slo } })),
    },
  ];
}

/** As with `alerting.disabled`. */
function withoutAlerts(groups: ReturnType<typeof rulesOf>) {
  return groups.map(({ name, rules }) => ({
    name,
    rules: rules.filter(rule => !('alert' in rule)),
  }));
}

/** The same name as one of Pyrra's, to be told apart. */
const rulesOfSloth = {
  name: 'sloth',
  rules: [
    {
      record: 'slo:objective:ratio',
      expr: 'vector(0.9)',
      labels: {
        sloth_service: 'checkout-errors',
        sloth_slo: 'checkout-errors',
      },
    },
  ],
};

function metrics(): string {
  const seconds = Date.now() / 1000 - startedAt + 60;
  const counter = (job: string, outcome: string, perSecond: number) =>
    `http_requests_total{job="${job}",outcome="${outcome}"} ${
      seconds * perSecond
    }`;
  return [
    '# TYPE http_requests_total counter',
    counter('checkout', 'success', 80),
    counter('checkout', 'error', 20),
    counter('search', 'success', 99.9),
    counter('search', 'error', 0.1),
    counter('idle', 'success', 0),
    counter('idle', 'error', 0),
    '',
  ].join('\n');
}

const pastEnd = Math.floor(startedAt / 3_600) * 3_600 - 3 * 3_600;
const pastStart = pastEnd - 3_600;

/** An hour of the past in which a quarter of the budget was spent. */
function past(): string {
  const own = 'slo="checkout-errors"';
  const series: [string, string, number][] = [
    ['http_requests:burnrate5m', `${own},job="checkout"`, 0.005],
    ['pyrra_availability', own, 0.995],
    ['pyrra_objective', own, 0.98],
  ];
  const lines = series.flatMap(([name, labels, value]) => [
    `# TYPE ${name} gauge`,
    ...Array.from(
      { length: 13 },
      (_, index) => `${name}{${labels}} ${value} ${pastStart + index * 300}`,
    ),
  ]);
  return [...lines, '# EOF', ''].join('\n');
}

describe('with a real Prometheus that evaluates rules of Pyrra', () => {
  let prometheus: RealPrometheus;
  let backend: Awaited<ReturnType<typeof startSloBackend>>;
  let slos: Slo[];
  let sources: SloOverview['sources'];
  let time: number;

  const get = async (path: string) => {
    const { body } = await request(backend.server)
      .get(`/api/slo${path}`)
      .set('authorization', authorization)
      .expect(200);
    return body;
  };
  const direct = (query: string) => prometheus.number(query, time);
  const named = (name: string) =>
    slos.find(slo => slo.name === name && slo.tool === 'pyrra')!;

  beforeAll(async () => {
    const groups = [
      ...rulesOf({ slo: 'checkout-errors', job: 'checkout', target: 0.98 }),
      ...rulesOf({ slo: 'search-errors', job: 'search', target: 0.99 }),
      ...rulesOf({ slo: 'idle-errors', job: 'idle', target: 0.99 }),
      ...rulesOf({ slo: 'plain-errors', job: 'checkout', target: 0.95 }).filter(
        ({ name }) => name !== 'plain-errors-generic',
      ),
      ...withoutAlerts(
        rulesOf({ slo: 'silent-errors', job: 'search', target: 0.99 }).filter(
          ({ name }) => name !== 'silent-errors-generic',
        ),
      ),
      rulesOfSloth,
    ];
    prometheus = await RealPrometheus.start({
      // JSON is YAML.
      rules: { text: JSON.stringify({ groups }) },
      metrics,
      history: past(),
    });
    await prometheus.waitFor(
      'count(http_requests:burnrate4d >= 0) >= 2 and count(pyrra_availability >= 0) >= 2 and count(ALERTS{alertstate="firing"}) >= 2',
    );
    backend = await startSloBackend({
      slo: { prometheus: [{ name: 'lab', url: prometheus.url }] },
      entities: [
        component('search', 'search-team'),
        component('shop', 'shop-team', {
          'goreliable.dev/slo-service': 'checkout-errors',
        }),
      ],
    });
    await backend.refresh();
    // What its rules tell; the next refresh goes by it.
    await backend.scheduler.triggerTask('indicators-lab');
    await backend.refresh();
    const overview = sloOverviewSchema.parse(await get('/overview'));
    slos = overview.slos;
    sources = overview.sources;
    time = Date.parse(overview.sources[0].asOf!) / 1000;
  });

  afterAll(async () => {
    await backend?.stop();
    await prometheus?.stop();
  });

  it('finds its SLOs, and keeps those of Sloth apart', () => {
    expect(sources).toMatchObject([{ state: 'fresh' }]);
    expect(slos.map(({ id }) => id)).toEqual([
      'lab~checkout-errors~checkout-errors',
      'lab~checkout-errors~checkout-errors~pyrra',
      'lab~idle-errors~idle-errors~pyrra',
      'lab~plain-errors~plain-errors~pyrra',
      'lab~search-errors~search-errors~pyrra',
      'lab~silent-errors~silent-errors~pyrra',
    ]);
    expect(slos[0].objective).toBe(0.9);
  });

  it('finds one without the generic rules, with the objective of its alerts', async () => {
    const plain = named('plain-errors');
    // 20 % of errors against a budget of 5 % burn at 4: above 2, not above 7.
    expect(plain).toMatchObject({
      objective: 0.95,
      periodDays: 28,
      state: 'warning',
      reason: { code: 'burning', severity: 'ticket' },
    });
    expect(plain).not.toHaveProperty('budgetRemaining');
    expect(plain.windows.map(({ window }) => window)).toEqual(windows);
    const ratio = await direct('http_requests:burnrate5m{slo="plain-errors"}');
    expectEqual(plain.windows[0].errorRatio, ratio);
    expectEqual(plain.windows[0].burnRate, ratio / (1 - 0.95));
  });

  it('finds one without the generic rules and without alerts, of which nothing tells the objective', () => {
    const silent = named('silent-errors');
    expect(silent).toMatchObject({
      state: 'no-data',
      reason: { code: 'objective-unknown' },
      entityRef: 'component:default/search',
    });
    expect(silent).not.toHaveProperty('objective');
    expect(silent.windows.map(({ window }) => window)).toEqual(windows);
  });

  it('does not judge its rules, which Sloth would make otherwise, but shows them', async () => {
    const answer = sloRulesSchema.parse(
      await get('/slos/lab~checkout-errors~checkout-errors~pyrra/rules'),
    );
    expect(answer).toMatchObject({ verdict: 'not-judged', drift: [] });
    expect(answer.summary).toMatch(/because Pyrra records it/);
    expect(answer.loaded).toContain('record: http_requests:burnrate5m');
    expect(answer.loaded).toContain('alert: ErrorBudgetBurn');
    expect(answer.loaded).not.toMatch(/search|slo:objective:ratio/);
    const ofSloth = sloRulesSchema.parse(
      await get('/slos/lab~checkout-errors~checkout-errors/rules'),
    );
    expect(ofSloth.verdict).toBe('no-spec');
    expect(ofSloth.loaded).toContain('record: slo:objective:ratio');
    expect(ofSloth.loaded).not.toContain('burnrate');
  });

  it('maps them by annotation, and by the job that they measure', () => {
    expect(named('checkout-errors').entityRef).toBe('component:default/shop');
    expect(named('search-errors').entityRef).toBe('component:default/search');
  });

  it('has exactly the numbers that Prometheus has', async () => {
    for (const name of ['checkout-errors', 'search-errors']) {
      const slo = named(name);
      const own = `{slo="${name}"}`;
      const objective = await direct(`pyrra_objective${own}`);
      expect(slo).toMatchObject({ objective, periodDays: 28 });
      expect(slo.windows.map(({ window }) => window)).toEqual([
        ...windows,
        '4w',
      ]);
      for (const window of windows) {
        const measured = slo.windows.find(each => each.window === window)!;
        const ratio = await direct(`http_requests:burnrate${window}${own}`);
        expectEqual(measured.errorRatio, ratio);
        expectEqual(measured.burnRate, ratio / (1 - objective));
      }
      const left = `(pyrra_availability${own} - pyrra_objective${own}) / (1 - pyrra_objective${own})`;
      expectEqual(slo.budgetRemaining, await direct(left));
    }
  });

  it('agrees with its alerts', async () => {
    const firing = await prometheus.ask('query', {
      query: 'ALERTS{alertstate="firing",slo!=""}',
      time,
    });
    expect(firing.map(({ metric }) => [metric.slo, metric.long])).toEqual(
      expect.arrayContaining([['checkout-errors', '6h']]),
    );
    expect(firing.every(({ metric }) => metric.job === 'checkout')).toBe(true);
    // 20 % of errors against a budget of 2 % burn at 10: above 7, not above 14.
    expect(named('checkout-errors')).toMatchObject({
      state: 'critical',
      reason: { code: 'burning', severity: 'page', pairs: ['page-slow'] },
    });
    expect(named('search-errors').state).toBe('ok');
    expect(named('idle-errors').state).toBe('no-traffic');
  });

  it('has the series of the error ratio and of the budget', async () => {
    const { id } = named('checkout-errors');
    const series = sloSeriesSchema.parse(
      await get(`/slos/${id}/series?from=${pastStart}&to=${pastEnd}`),
    );
    expect(series.errorRatio.window).toBe('5m');
    expect(series.coverage).toBe(1);
    expect(new Set(series.errorRatio.values)).toEqual(new Set([0.005]));
    for (const left of series.budgetRemaining) {
      expect(left).toBeCloseTo(0.75, 9);
    }
  });
});
