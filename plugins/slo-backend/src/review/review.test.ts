import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  lintAnswerSchema,
  sloBacktestSchema,
  sloOverviewSchema,
  sloReviewAnswerSchema,
  sloReviewPermission,
  sloReviewSchema,
} from '@goreliable/plugin-slo-common';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import request from 'supertest';
import { FakePrometheus, FakeSlo } from '../__testUtils__/fakePrometheus';
import { component, startSloBackend } from '../__testUtils__/startSloBackend';
import { createSloConditionalDecision, sloConditions } from '../index';

jest.setTimeout(60_000);

const omar = mockCredentials.user.header('user:default/omar');
const victor = mockCredentials.user.header('user:default/victor');
const id = 'lab~order-service~requests-availability';
const hour = 3_600;
const day = 24 * hour;

const slo: FakeSlo = {
  service: 'order-service',
  name: 'requests-availability',
  objective: 0.999,
  ratios: { '5m': 0.0001, '1h': 0.0001, '6h': 0.0001, '30d': 0.0004 },
  budgetRemaining: 0.6,
};
const labels = {
  sloth_service: 'order-service',
  sloth_slo: 'requests-availability',
};
const rules = [
  {
    type: 'recording',
    name: 'slo:sli_error:ratio_rate5m',
    query:
      '(sum(rate(http_requests_total{code=~"5.."}[5m])))\n/\n(sum(rate(http_requests_total[5m])))\n',
    labels: { ...labels, sloth_window: '5m' },
  },
  {
    type: 'alerting',
    name: 'Orders',
    query: 'vector(0)',
    labels: { ...labels, sloth_severity: 'page' },
    annotations: { summary: 'It burns' },
  },
  { type: 'recording', name: 'other', query: 'up', labels: {} },
];

/** The middle of an outage ten days ago, on a slice. */
const outageAt = Math.floor(Date.now() / 1000 / hour) * hour - 10 * day;

function incident(
  state: 'open' | 'resolved',
  at: number,
  override: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    id: `lab:${state}`,
    at: new Date(at * 1000).toISOString(),
    kind: 'incident',
    severity: 'critical',
    entityRef: 'component:default/order-service',
    title: `Incident ${state === 'open' ? 'opened' : 'resolved'}: Orders fail`,
    data: { incident: 'orders', state },
    ...override,
  };
}

const told = [
  incident('open', outageAt),
  incident('resolved', outageAt + hour),
  incident('open', outageAt - 3 * day, {
    id: 'lab:elsewhere',
    entityRef: 'component:default/database',
    data: { incident: 'elsewhere', services: ['search'] },
  }),
];

let prometheus: FakePrometheus;
beforeEach(async () => {
  prometheus = await FakePrometheus.start();
  prometheus.slos = [slo];
  prometheus.rules = rules;
  prometheus.rangeValue = (at, metric) => {
    if (!metric.includes('sli_error')) {
      return 0.5;
    }
    return at > outageAt && at <= outageAt + hour ? 0.1 : 0.0001;
  };
});
afterEach(async () => {
  await prometheus.stop();
});

async function start(
  options: Partial<Parameters<typeof startSloBackend>[0]> = {},
) {
  const backend = await startSloBackend({
    slo: {
      prometheus: [
        { name: 'lab', url: prometheus.url, timeout: '4s', retries: 0 },
      ],
    },
    entities: [component('order-service', 'ordering-team')],
    told,
    ...options,
  });
  await backend.refresh();
  const get = (path: string, as = omar) =>
    request(backend.server).get(`/api/slo${path}`).set('authorization', as);
  const post = (path: string, body: object, as = omar) =>
    request(backend.server)
      .post(`/api/slo${path}`)
      .set('authorization', as)
      .send(body);
  return { ...backend, get, post };
}

const inDays = (days: number) =>
  new Date(Date.now() + days * day * 1000).toISOString().slice(0, 10);

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

describe('the review of an SLO', () => {
  it('finds what is wrong with its queries, alerts and traffic', async () => {
    prometheus.eventsPerSecond = 0.01;
    const { get } = await start();
    const { body } = await get(`/slos/${id}/review`).expect(200);
    const answer = sloReviewAnswerSchema.parse(body);
    expect(answer).toMatchObject({
      eventsPerSecond: 0.01,
      reviews: [],
      mayReview: true,
      missing: [],
      suggestion: { kind: 'keep' },
    });
    expect(answer.findings.map(({ code }) => code)).toEqual([
      'traffic-below-window',
      'no-runbook',
      'timeouts-not-counted',
    ]);
  });

  it('knows the buckets of a histogram', async () => {
    prometheus.rules = [
      {
        ...rules[0],
        query:
          '(sum(rate(h_count[5m])) - sum(rate(h_bucket{le="0.3"}[5m]))) / (sum(rate(h_count[5m])))',
      },
    ];
    prometheus.buckets = ['0.25', '0.5', '1.0', '1', '+Inf'];
    const { get } = await start();
    const { body } = await get(`/slos/${id}/review`).expect(200);
    const finding = body.findings.find(
      ({ code }: { code: string }) => code === 'threshold-not-a-bucket',
    );
    expect(finding.message).toContain('its bounds are 0.25, 0.5, 1.');
  });

  it('judges what it knows where rules are not told', async () => {
    prometheus.rules = [];
    const { get } = await start();
    const { body } = await get(`/slos/${id}/review`).expect(200);
    expect(body.findings).toEqual([]);
    expect(body.missing).toMatchObject([{ input: 'rules' }]);
  });

  it('does not take a source that is down for one without errors', async () => {
    const { get, refresh } = await start();
    prometheus.behaviour = 'status-500';
    await refresh();
    const { body } = await get(`/slos/${id}/review`).expect(200);
    expect(body.findings).toEqual([]);
    expect(body.missing.map(({ input }: { input: string }) => input)).toEqual([
      'history',
      'rules',
    ]);
  });

  it('asks for rules and traffic once for all who look', async () => {
    const { get } = await start();
    await Promise.all([1, 2, 3].map(() => get(`/slos/${id}/review`)));
    await get(`/slos/${id}/review`);
    expect(
      prometheus.questions.filter(({ path }) => path.endsWith('/rules')),
    ).toHaveLength(1);
  });

  it('is recorded, shown to everybody, and written down', async () => {
    const event = { success: jest.fn(), fail: jest.fn() };
    const createEvent = jest.fn(async () => event);
    const { get, post, heard } = await start({
      features: [mockServices.auditor.mock({ createEvent }).factory],
    });
    heard.signals.length = 0;
    const nextReviewOn = inDays(90);
    const { body } = await post(`/slos/${id}/reviews`, {
      decision: 'keep',
      note: ' It tells what people feel. ',
      nextReviewOn,
    }).expect(201);
    const review = sloReviewSchema.parse(body);
    expect(review).toMatchObject({
      sloId: id,
      decidedBy: 'user:default/omar',
      decision: 'keep',
      note: 'It tells what people feel.',
      nextReviewOn,
      objective: 0.999,
    });
    expect(createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'slo-review',
        meta: { sloId: id, decision: 'keep' },
      }),
    );
    expect(event.success).toHaveBeenCalledWith({
      meta: { reviewId: review.id },
    });
    expect(heard.signals).toMatchObject([{ channel: 'slo:changed' }]);
    const { body: shown } = await get(`/slos/${id}/review`).expect(200);
    expect(shown.reviews).toEqual([review]);
    const { body: overview } = await get('/overview').expect(200);
    expect(sloOverviewSchema.parse(overview).slos[0].review).toEqual({
      decision: 'keep',
      decidedAt: review.decidedAt,
      nextReviewOn,
    });
  });

  it.each([
    [{ decision: 'keep' }, "'nextReviewOn'"],
    [{ decision: 'keep', nextReviewOn: inDays(-2) }, 'past'],
    [{ decision: 'change', nextReviewOn: inDays(2) }, "'note'"],
    [{ decision: 'burn', nextReviewOn: inDays(2) }, "'decision'"],
    [{ decision: 'keep', nextReviewOn: inDays(2), by: 'me' }, 'understood'],
  ])('refuses %j', async (review, message) => {
    const event = { success: jest.fn(), fail: jest.fn() };
    const { post } = await start({
      features: [
        mockServices.auditor.mock({ createEvent: async () => event }).factory,
      ],
    });
    const { body } = await post(`/slos/${id}/reviews`, review).expect(400);
    expect(body.error.message).toContain(message);
    expect(event.fail).toHaveBeenCalledTimes(1);
    expect(event.success).not.toHaveBeenCalled();
  });

  it('is for the owners, and for nobody who may not see it', async () => {
    const { get, post } = await start({
      decide: (user, permission) => {
        if (permission !== sloReviewPermission.name) {
          return {
            result:
              user === 'user:default/ghost'
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          };
        }
        const team = user === 'user:default/omar' ? 'ordering' : 'other';
        return createSloConditionalDecision(
          sloReviewPermission,
          sloConditions.isOwner({ claims: [`group:default/${team}-team`] }),
        );
      },
    });
    const review = { decision: 'keep', nextReviewOn: inDays(30) };
    const { body: seen } = await get(`/slos/${id}/review`, victor).expect(200);
    expect(seen.mayReview).toBe(false);
    await post(`/slos/${id}/reviews`, review, victor).expect(403);
    const ghost = mockCredentials.user.header('user:default/ghost');
    for (const path of ['backtest', 'review']) {
      await get(`/slos/${id}/${path}`, ghost).expect(403);
      await get(`/slos/lab~no~such/${path}`).expect(404);
    }
    await post(`/slos/lab~no~such/reviews`, review).expect(404);
    await post(`/slos/${id}/reviews`, review).expect(201);
    const { body } = await get(`/slos/${id}/review`).expect(200);
    expect(body.mayReview).toBe(true);
    expect(body.reviews).toHaveLength(1);
  });

  it('is not for anonymous callers', async () => {
    const { get, post } = await start();
    const none = mockCredentials.none.header();
    const answers = await Promise.all([
      get(`/slos/${id}/backtest`, none),
      get(`/slos/${id}/review`, none),
      post(`/slos/${id}/reviews`, {}, none),
      post('/lint', { spec: '' }, none),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });
});

describe('the lint of a spec', () => {
  it('judges every SLO in a text', async () => {
    const { post } = await start();
    const spec = `
version: prometheus/v1
service: orders
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(x_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(x_total[{{.window}}]))
    alerting:
      name: Orders
      page_alert: {}
      ticket_alert: { disable: true }
`;
    const { body } = await post('/lint', { spec }).expect(200);
    const answer = lintAnswerSchema.parse(body);
    expect(answer.problems).toEqual([]);
    expect(answer.slos).toHaveLength(1);
    expect(answer.slos[0]).toMatchObject({
      service: 'orders',
      name: 'availability',
    });
    expect(answer.slos[0].findings.map(({ code }) => code)).toEqual([
      'no-runbook',
      'timeouts-not-counted',
    ]);
  });

  it('says what is no spec', async () => {
    const { post } = await start();
    const { body } = await post('/lint', { spec: 'version: [' }).expect(200);
    expect(body.slos).toEqual([]);
    expect(body.problems.length).toBeGreaterThan(0);
    await post('/lint', { text: 'none' }).expect(400);
  });
});

describe('actions', () => {
  const credentials = mockCredentials.user('user:default/omar');

  it('backtest and review an SLO in words', async () => {
    const { actions } = await start();
    const { output } = await actions.invoke({
      id: 'test:backtest-slo',
      input: { id },
      credentials,
    });
    expect(output).toMatchObject({
      suggestion: expect.stringMatching(/^Keep 99.9/),
      incidents: [{ id: 'orders' }],
      missing: [],
    });
    const { candidates } = output as { candidates: { summary: string }[] };
    expect(candidates).toHaveLength(20);
    expect(candidates[0].summary).toMatch(/^Would have paged/);
    const review = await actions.invoke({
      id: 'test:review-slo',
      input: { id },
      credentials,
    });
    expect(review.output).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'no-runbook' }),
      ]),
      reviews: [],
    });
  });
});
