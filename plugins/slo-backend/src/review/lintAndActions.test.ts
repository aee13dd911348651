import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { lintAnswerSchema } from '@goreliable/plugin-slo-common';
import { FakePrometheus } from '../__testUtils__/fakePrometheus';
import { id, startPrometheus, startReview } from './__testUtils__/startReview';

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

  it('takes no more than a server can judge beside its other work', async () => {
    const { post } = await start();
    const { body } = await post('/lint', { spec: 'x'.repeat(200_001) }).expect(
      400,
    );
    expect(body.error.message).toContain('at most 200,000 characters');
    const slos = Array.from(
      { length: 101 },
      (_, index) => `
  - name: slo-${index}
    objective: 99
    sli: { raw: { error_ratio_query: "sum(rate(a[{{.window}}]))" } }
    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }`,
    ).join('');
    const spec = `version: prometheus/v1\nservice: orders\nslos:${slos}`;
    const many = await post('/lint', { spec }).expect(200);
    expect(many.body).toMatchObject({
      slos: [],
      problems: [{ message: expect.stringContaining('split it') }],
    });
  });

  it('is for those who may see SLOs', async () => {
    const { post } = await start({
      decide: () => ({ result: AuthorizeResult.DENY }),
    });
    const { status } = await post('/lint', { spec: '' });
    expect(status).toBe(403);
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
    const tried = await actions.invoke({
      id: 'test:backtest-slo',
      input: { id, alertWindows: ['page-2h-10m-20'] },
      credentials,
    });
    expect(tried.output).toMatchObject({
      candidates: expect.arrayContaining([
        expect.objectContaining({ alertWindows: 'Own: 2h/10m above 20' }),
      ]),
    });
    await expect(
      actions.invoke({
        id: 'test:backtest-slo',
        input: { id, alertWindows: ['page-5m-1h-2'] },
        credentials,
      }),
    ).rejects.toThrow(/longer than its short one/);
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
