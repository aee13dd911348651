import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  generateRules,
  groupsOf,
  parseSpecs,
  sloOverviewSchema,
  sloReadPermission,
  sloRulesSchema,
} from '@goreliable/plugin-slo-common';
import request from 'supertest';
import { FakePrometheus } from '../__testUtils__/fakePrometheus';
import { component, startSloBackend } from '../__testUtils__/startSloBackend';
import { createSloConditionalDecision, sloConditions } from '../index';

jest.setTimeout(60_000);

const omar = mockCredentials.user.header('user:default/omar');
const ada = mockCredentials.user.header('user:default/ada');

const spec = `version: prometheus/v1
service: shop
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(errors_total[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))
    alerting: { name: ShopBurns }
`;
const openSlo = `apiVersion: openslo/v1
kind: SLO
metadata: { name: freshness }
spec:
  service: shop
  indicator:
    metadata: { name: fresh }
    spec:
      ratioMetric:
        good: { metricSource: { type: prometheus, spec: { query: "sum(rate(good_total[{{.window}}]))" } } }
        total: { metricSource: { type: prometheus, spec: { query: "sum(rate(all_total[{{.window}}]))" } } }
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: 0.99 }]
`;

/** The rules of a spec, as Prometheus tells of them. */
function loadedOf(text: string) {
  const [made] = generateRules(parseSpecs(text).specs).slos;
  return groupsOf(made).flatMap(({ rules }) =>
    rules.map(rule => ({
      type: rule.kind,
      name: rule.kind === 'recording' ? rule.record : rule.alert,
      query: rule.expr,
      labels: rule.labels,
      ...(rule.kind === 'alerting' && {
        annotations: rule.annotations,
        duration: 0,
      }),
    })),
  );
}

const loaded = loadedOf(spec);

const address = (file: string) => `http://git/o/shop/src/branch/main/${file}`;

describe('spec files', () => {
  let prometheus: FakePrometheus;
  let files: Record<string, string>;
  let backend: Awaited<ReturnType<typeof startSloBackend>>;
  let seesOwn: boolean;

  beforeEach(async () => {
    prometheus = await FakePrometheus.start();
    files = { [address('slo.yaml')]: spec };
    seesOwn = false;
    const shop = component('shop', 'shop-team', {
      'goreliable.dev/slo-specs': 'slo.yaml',
      'backstage.io/view-url': address('catalog-info.yaml'),
    });
    backend = await startSloBackend({
      slo: {
        prometheus: [{ name: 'lab', url: prometheus.url, retries: 0 }],
        specs: [{ location: address('open.yaml') }],
      },
      entities: [shop],
      decide: user =>
        seesOwn && user === 'user:default/omar'
          ? createSloConditionalDecision(
              sloReadPermission,
              sloConditions.isOwner({ claims: ['group:default/other-team'] }),
            )
          : { result: AuthorizeResult.ALLOW },
      features: [
        mockServices.urlReader.mock({
          readUrl: async url => {
            if (files[url] === undefined) {
              throw new NotFoundError(`${url} is not there`);
            }
            return { buffer: async () => Buffer.from(files[url]) };
          },
        }).factory,
      ],
    });
  });
  afterEach(async () => {
    await backend.stop();
    await prometheus.stop();
  });

  const readSpecs = () => backend.scheduler.triggerTask('read-specs');
  const get = async (path: string, as = ada) => {
    const { body } = await request(backend.server)
      .get(`/api/slo${path}`)
      .set('authorization', as)
      .expect(200);
    return body;
  };
  const overview = async (as = ada) =>
    sloOverviewSchema.parse(await get('/overview', as));
  const rules = async () =>
    sloRulesSchema.parse(await get('/slos/lab~shop~availability/rules'));

  it('list SLOs that are not recorded yet, and their problems', async () => {
    await backend.refresh();
    await readSpecs();
    const { slos, specProblems } = await overview();
    expect(slos).toMatchObject([
      {
        id: 'lab~shop~availability',
        objective: expect.closeTo(0.999, 12),
        state: 'no-data',
        reason: { code: 'not-loaded', source: 'lab' },
        entityRef: 'component:default/shop',
        owners: ['group:default/shop-team'],
        system: 'system:default/shop',
      },
    ]);
    expect(specProblems).toEqual([
      {
        location: address('open.yaml'),
        message: expect.stringContaining('is not there'),
        owners: [],
      },
    ]);
    expect(backend.heard.signals).toHaveLength(2);
  });

  it('are read as Sloth and as OpenSLO; a bad one keeps none from the others', async () => {
    await backend.refresh();
    files[address('open.yaml')] = openSlo;
    files[address('slo.yaml')] = spec.replace('99.9', '0');
    await readSpecs();
    const { slos, specProblems } = await overview();
    expect(slos.map(({ id }) => id)).toEqual(['lab~shop~freshness-0']);
    expect(specProblems).toMatchObject([
      {
        location: address('slo.yaml'),
        message: expect.stringContaining('objective'),
        entityRef: 'component:default/shop',
      },
    ]);
  });

  it('are the same row once they are recorded, and again when they are not', async () => {
    await readSpecs();
    expect((await overview()).slos).toMatchObject([
      { id: 'lab~shop~availability', reason: { code: 'not-recorded' } },
    ]);
    prometheus.slos = [
      {
        service: 'shop',
        name: 'availability',
        objective: 0.999,
        ratios: { '5m': 0, '30d': 0 },
      },
    ];
    await backend.refresh();
    expect((await overview()).slos).toMatchObject([
      { id: 'lab~shop~availability', state: 'ok' },
    ]);
    prometheus.slos = [];
    await backend.refresh();
    expect((await overview()).slos).toMatchObject([
      { id: 'lab~shop~availability', reason: { code: 'vanished' } },
    ]);
  });

  it('are nothing to those who may see neither SLO nor entity', async () => {
    await backend.refresh();
    await readSpecs();
    seesOwn = true;
    expect(await overview(omar)).toMatchObject({ slos: [] });
    expect(await overview(omar)).not.toHaveProperty('specProblems');
    await request(backend.server)
      .get('/api/slo/slos/lab~shop~availability/rules')
      .set('authorization', omar)
      .expect(404);
  });

  describe('and the loaded rules', () => {
    beforeEach(async () => {
      await backend.refresh();
      await readSpecs();
    });

    it('are in step', async () => {
      prometheus.rules = loaded;
      const answer = await rules();
      expect(answer).toMatchObject({
        verdict: 'in-step',
        drift: [],
        equal: loaded.length,
        problems: [],
        spec: { location: address('slo.yaml'), text: spec },
      });
      expect(answer.generated).toContain('record: slo:objective:ratio');
      expect(answer.loaded).toContain('record: slo:objective:ratio');
      expect(answer.findings.map(({ code }) => code)).toContain('no-runbook');
    });

    it('drift', async () => {
      prometheus.rules = loaded
        .slice(1)
        .map(rule =>
          rule.name === 'slo:objective:ratio'
            ? { ...rule, query: 'vector(0.5)' }
            : rule,
        );
      expect(await rules()).toMatchObject({
        verdict: 'drifted',
        equal: loaded.length - 2,
        drift: [
          { kind: 'missing', rule: 'slo:sli_error:ratio_rate5m' },
          { kind: 'different', field: 'expression', loaded: 'vector(0.5)' },
        ],
        summary: expect.stringContaining('1 different, 1 missing'),
      });
    });

    it('are judged alike where the spec is OpenSLO', async () => {
      files[address('open.yaml')] = openSlo;
      await readSpecs();
      prometheus.rules = loadedOf(openSlo);
      expect(
        sloRulesSchema.parse(await get('/slos/lab~shop~freshness-0/rules')),
      ).toMatchObject({
        verdict: 'in-step',
        spec: { location: address('open.yaml') },
      });
    });

    it('are not loaded at all', async () => {
      expect(await rules()).toMatchObject({ verdict: 'not-loaded', equal: 0 });
    });

    it('are not known while the source does not tell', async () => {
      prometheus.behaviour = 'status-500';
      const answer = await rules();
      expect(answer).toMatchObject({ verdict: 'unknown', drift: [] });
      expect(answer.summary).toContain('status 500');
      expect(answer).not.toHaveProperty('loaded');
    });

    it('are asked for once, however many look', async () => {
      prometheus.rules = loaded;
      prometheus.questions.length = 0;
      await Promise.all([rules(), rules(), rules()]);
      await rules();
      expect(prometheus.questions).toHaveLength(2);
    });
  });

  it('are not needed to see what is loaded', async () => {
    prometheus.slos = [
      { service: 'other', name: 'x', objective: 0.9, ratios: { '5m': 0 } },
    ];
    await backend.refresh();
    expect(
      sloRulesSchema.parse(await get('/slos/lab~other~x/rules')),
    ).toMatchObject({ verdict: 'no-spec', drift: [], findings: [] });
  });
});
