import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { rulesAnswerSchema } from '@goreliable/plugin-slo-common';
import { sliPluginsExtensionPoint } from '@goreliable/plugin-slo-node';
import request from 'supertest';
import { startSloBackend } from '../__testUtils__/startSloBackend';

jest.setTimeout(120_000);

const authorization = mockCredentials.user.header('user:default/omar');

const spec = `version: prometheus/v1
service: shop
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(errors_total[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))
    alerting:
      name: ShopBurns
      ticket_alert: { disable: true }
`;

const start = (decide?: Parameters<typeof startSloBackend>[0]['decide']) =>
  startSloBackend({
    slo: { prometheus: [{ name: 'lab', url: 'http://127.0.0.1:1' }] },
    ...(decide && { decide }),
  });

describe('POST /rules', () => {
  let backend: Awaited<ReturnType<typeof start>>;

  const post = (body: unknown) =>
    request(backend.server)
      .post('/api/slo/rules')
      .set('authorization', authorization)
      .set('content-type', 'application/json')
      .send(body as object);

  beforeAll(async () => {
    backend = await start();
  });

  afterAll(async () => {
    await backend.stop();
  });

  it('makes the rules of a spec', async () => {
    const { body } = await post({ spec }).expect(200);
    const answer = rulesAnswerSchema.parse(body);
    expect(answer).toMatchObject({
      outcome: 'generated',
      problems: [],
      slos: [
        {
          service: 'shop',
          name: 'availability',
          periodDays: 30,
          recordingRules: 15,
          alertingRules: 1,
        },
      ],
    });
    expect(answer.outcome === 'generated' && answer.rules).toContain(
      'record: slo:sli_error:ratio_rate30d',
    );
  });

  it('makes them otherwise where corrections are asked for', async () => {
    const { body } = await post({
      spec,
      periodDays: 28,
      corrections: { periodRule: 'tiled', nanSafe: true },
      extraLabels: { env: 'prod' },
    }).expect(200);
    expect(body.rules).toContain('offset 27d');
    expect(body.rules).toContain('> 0)');
    expect(body.rules).toContain('env: prod');
  });

  it('takes other windows', async () => {
    const window = '{ errorBudgetPercent: 5, shortWindow: 5m, longWindow: 1h }';
    const pair = `{ quick: ${window}, slow: ${window} }`;
    const { body } = await post({
      spec,
      periodDays: 7,
      alertWindows: `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec: { sloPeriod: 1w, page: ${pair}, ticket: ${pair} }`,
    }).expect(200);
    expect(body.slos[0].recordingRules).toBe(10);
  });

  it('says what is wrong with a spec, all of it and where', async () => {
    const { body } = await post({
      spec: spec.replace('99.9', '0').replace('rate(errors', 'rat(errors'),
    }).expect(200);
    expect(rulesAnswerSchema.parse(body)).toEqual({
      outcome: 'refused',
      problems: [
        expect.objectContaining({ path: 'slos[0].objective' }),
        expect.objectContaining({ path: 'slos[0].sli.events.error_query' }),
      ],
    });
  });

  it.each([
    [{}, /'spec'/],
    [{ spec: 1 }, /'spec'/],
    [{ spec, periodDays: 0 }, /'periodDays'/],
    [{ spec, corrections: { periodRule: 'best' } }, /'corrections.periodRule'/],
  ])('refuses %j', async (body, message) => {
    const answer = await post(body).expect(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('refuses what is too much', async () => {
    await post({ spec: 'x'.repeat(600_000) }).expect(413);
    const slos = Array.from({ length: 101 }, (_, index) =>
      spec.split('slos:\n')[1].replace('availability', `slo-${index}`),
    ).join('');
    const { body } = await post({ spec: `${spec}${slos}` }).expect(200);
    expect(body).toMatchObject({
      outcome: 'refused',
      problems: [{ message: expect.stringContaining('split it') }],
    });
  });

  it('wants to know who asks', async () => {
    const { status } = await request(backend.server)
      .post('/api/slo/rules')
      .set('authorization', mockCredentials.user.invalidHeader())
      .send({ spec });
    expect(status).toBe(401);
  });

  it('is described', async () => {
    const { body } = await request(backend.server)
      .get('/api/slo/openapi.json')
      .set('authorization', authorization)
      .expect(200);
    expect(body.paths['/rules'].post.operationId).toBe('generateSloRules');
    expect(body.components.schemas.RulesRequest.required).toEqual(['spec']);
    expect(body.components.schemas.RulesAnswer).toBeDefined();
  });

  it('is an action, too', async () => {
    const credentials = mockCredentials.user('user:default/omar');
    const { output } = await backend.actions.invoke({
      id: 'test:generate-rules',
      input: { spec, periodRule: 'weighted' },
      credentials,
    });
    expect(output).toMatchObject({ outcome: 'generated', problems: [] });
    await expect(
      backend.actions.invoke({
        id: 'test:generate-rules',
        input: { spec: '', periodDays: -1 },
        credentials,
      }),
    ).rejects.toThrow(/spec/);
  });
});

it('makes no rules for those who may see no SLOs', async () => {
  const backend = await start(() => ({ result: AuthorizeResult.DENY }));
  try {
    const { status } = await request(backend.server)
      .post('/api/slo/rules')
      .set('authorization', authorization)
      .send({ spec });
    expect(status).toBe(403);
  } finally {
    await backend.stop();
  }
});

describe('SLI plugins of a module', () => {
  const moduleWith = (...ids: string[]) =>
    createBackendModule({
      pluginId: 'slo',
      moduleId: 'sli-plugins',
      register(reg) {
        reg.registerInit({
          deps: { sliPlugins: sliPluginsExtensionPoint },
          async init({ sliPlugins }) {
            for (const id of ids) {
              sliPlugins.add({
                id,
                errorRatioQuery: ({ options }) =>
                  `sum(rate(${options.bad}[{{.window}}])) / sum(rate(${options.all}[{{.window}}]))`,
              });
            }
          },
        });
      },
    });
  const startWith = (...ids: string[]) =>
    startSloBackend({
      slo: { prometheus: [{ name: 'lab', url: 'http://127.0.0.1:1' }] },
      features: [moduleWith(...ids)],
    });
  const named = spec.replace(
    /events:[^]*total_query.*/,
    'plugin: { id: ratio, options: { bad: failed_total, all: done_total } }',
  );

  it('make the queries of specs that name them', async () => {
    const { server, stop } = await startWith('ratio');
    const { body } = await request(server)
      .post('/api/slo/rules')
      .set('authorization', authorization)
      .send({ spec: named })
      .expect(200);
    expect(body).toMatchObject({ outcome: 'generated', problems: [] });
    expect(body.rules).toContain('sum(rate(failed_total[5m]))');
    await stop();
  });

  it('are one of each id', async () => {
    await expect(startWith('ratio', 'ratio')).rejects.toThrow(
      /two SLI plugins 'ratio'/,
    );
  });
});
