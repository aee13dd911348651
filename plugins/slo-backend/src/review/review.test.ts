import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  sloOverviewSchema,
  sloReviewAnswerSchema,
  sloReviewPermission,
  sloReviewSchema,
} from '@goreliable/plugin-slo-common';
import { FakePrometheus } from '../__testUtils__/fakePrometheus';
import { createSloConditionalDecision, sloConditions } from '../index';
import {
  id,
  inDays,
  rules,
  startPrometheus,
  startReview,
  victor,
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
      'rules',
      'history',
    ]);
  });

  it('does not miss what is too young to have been recorded', async () => {
    prometheus.rangeValue = () => NaN;
    const { get } = await start();
    const { body } = await get(`/slos/${id}/review`).expect(200);
    const codes = body.findings.map(({ code }: { code: string }) => code);
    expect(codes).toContain('no-runbook');
    expect(codes).not.toContain('no-error-series');
    expect(body.suggestion).toEqual({
      kind: 'none',
      missing: [{ code: 'no-history' }],
    });
  });

  it('asks for rules and traffic once for all who look', async () => {
    const { get } = await start();
    await Promise.all([1, 2, 3].map(() => get(`/slos/${id}/review`)));
    await get(`/slos/${id}/review`);
    expect(
      prometheus.questions.filter(({ path }) => path.endsWith('/rules')),
    ).toHaveLength(2);
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
