import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  anySliPlugin,
  isSameObjective,
  newDraft,
  parseSpecs,
  proposalPlaceSchema,
  sloPreviewSchema,
  sloProposalSchema,
  sloProposePermission,
  specOfDraft,
  SloDraft,
  writeSpec,
} from '@goreliable/plugin-slo-common';
import { sliPluginsExtensionPoint } from '@goreliable/plugin-slo-node';
import request from 'supertest';
import { component, startSloBackend } from '../__testUtils__/startSloBackend';
import {
  createSloConditionalDecision,
  sloConditions,
} from '../permissions/rules';
import { RawPrometheus } from './__testUtils__/RawPrometheus';

jest.setTimeout(60_000);

const omar = mockCredentials.user.header('user:default/omar');
const victor = mockCredentials.user.header('user:default/victor');
const day = 86_400;

let prometheus: RawPrometheus;
let stop: (() => Promise<void>) | undefined;

/** Three days ago, on a slice. */
const outageAt = Math.floor(Date.now() / 1000 / 3_600) * 3_600 - 3 * day;

beforeEach(async () => {
  prometheus = await RawPrometheus.start();
  prometheus.value = (query, at) => {
    if (!query.includes('http_request')) {
      return undefined;
    }
    if (query.startsWith('(count(')) {
      return 12;
    }
    if (query.includes('[5m]')) {
      return 0.002;
    }
    const isBad = query.includes('outcome="error"');
    const share = at === outageAt ? 0.5 : 0.0001;
    return isBad ? 10 * share : 10;
  };
});

afterEach(async () => {
  await stop?.();
  await prometheus.stop();
});

async function start(
  options: Partial<Parameters<typeof startSloBackend>[0]> & {
    matchers?: Record<string, string>;
    annotations?: Record<string, string>;
  } = {},
) {
  const { matchers, annotations, ...rest } = options;
  const backend = await startSloBackend({
    slo: {
      prometheus: [
        {
          name: 'lab',
          url: prometheus.url,
          timeout: '3s',
          retries: 0,
          ...(matchers && { matchers }),
        },
      ],
    },
    integrations: {
      gitea: [
        {
          host: 'localhost:7020',
          baseUrl: 'http://localhost:7020',
          username: 'portal',
          password: 'one',
        },
      ],
    },
    entities: [
      component('shop', 'shop-team', {
        'backstage.io/view-url':
          'http://localhost:7020/goreliable/shop/src/branch/main/catalog-info.yaml',
        ...annotations,
      }),
    ],
    ...rest,
  });
  stop = backend.stop;
  await backend.refresh();
  prometheus.questions.length = 0;
  const post = (path: string, body: object, as = omar) =>
    request(backend.server)
      .post(`/api/slo${path}`)
      .set('authorization', as)
      .send(body);
  const get = (path: string, as = omar) =>
    request(backend.server).get(`/api/slo${path}`).set('authorization', as);
  return { ...backend, post, get };
}

function textOf(change: Partial<SloDraft> = {}): string {
  const drafted = specOfDraft({
    ...newDraft('availability', 'shop'),
    ...change,
  });
  if (drafted.kind !== 'spec') {
    throw new Error(JSON.stringify(drafted.problems));
  }
  return writeSpec(drafted.spec);
}

describe('the preview of an SLO', () => {
  it('says what it would have measured, from its raw series', async () => {
    const { post } = await start();
    const { body } = await post('/preview', { spec: textOf() }).expect(200);
    const preview = sloPreviewSchema.parse(body);
    expect(preview).toMatchObject({
      problems: [],
      slo: { service: 'shop', name: 'requests-availability' },
      source: 'lab',
      sourceNames: ['lab'],
      eventsPerSecond: 10,
      target: {
        entityRef: 'component:default/shop',
        repoUrl: 'localhost:7020?owner=goreliable&repo=shop',
        branch: 'main',
        path: 'slo/slo.yaml',
      },
    });
    const [now, lastDay, lastWeek, lastMonth] = preview.ratios;
    expect(now).toEqual({ seconds: 300, errorRatio: 0.002 });
    expect(lastDay.errorRatio).toBeCloseTo(0.0001, 12);
    // Of 168 hours one failed by half, at the same traffic.
    expect(lastWeek.errorRatio).toBeCloseTo((0.5 + 167 * 0.0001) / 168, 12);
    expect(lastMonth.errorRatio).toBeCloseTo((0.5 + 719 * 0.0001) / 720, 12);
    expect(preview.series!.coverage).toBe(1);
    expect(preview.series!.timestamps.length).toBeLessThanOrEqual(1_000);
  });

  it('tries the objective and its alerts on that past', async () => {
    const { post } = await start();
    const { body } = await post('/preview', { spec: textOf() }).expect(200);
    const { backtest } = sloPreviewSchema.parse(body);
    const present = backtest!.backtest.results.find(
      ({ objective, policyId }) =>
        isSameObjective(objective, 0.999) && policyId === 'current',
    )!;
    expect(present.pages).toHaveLength(1);
    expect(present.pages[0].from).toBe(outageAt);
    expect(present.budgetSpent).toBeCloseTo(
      (0.5 + 719 * 0.0001) / 720 / 0.001,
      1,
    );
    expect(backtest!.backtest.weighting).toBe('traffic');
  });

  it('asks a bounded number of bounded questions', async () => {
    const { post } = await start();
    await post('/preview', { spec: textOf() }).expect(200);
    const ranges = prometheus.questions.filter(({ path }) =>
      path.endsWith('query_range'),
    );
    expect(ranges).toHaveLength(2);
    for (const { form } of ranges) {
      const [from, to, step] = ['start', 'end', 'step'].map(name =>
        Number(form.get(name)),
      );
      expect([from % step, to % step]).toEqual([0, 0]);
      expect((to - from) / step + 1).toBeLessThanOrEqual(1_000);
    }
    expect(prometheus.questions).toHaveLength(4);
  });

  it('reads fewer days of very many series, and says so', async () => {
    const usual = prometheus.value;
    prometheus.value = (query, at) =>
      query.startsWith('(count(') ? 2_000 : usual(query, at);
    const { post } = await start();
    const { body } = await post('/preview', { spec: textOf() }).expect(200);
    expect(body.series.timestamps.length).toBeLessThan(130);
    expect(body.ratios.map(({ seconds }: any) => seconds)).toEqual([300, day]);
    expect(body.missing[0].reason).toMatch(/2000 series.*last 5 days/);
  });

  it('sees nothing beyond what the source is configured for', async () => {
    const { post } = await start({ matchers: { tenant: 'shop' } });
    await post('/preview', { spec: textOf() }).expect(200);
    for (const { query } of prometheus.questions) {
      expect(query).toContain('tenant="shop"');
    }
  });

  it('knows the bounds that a threshold may have', async () => {
    prometheus.bounds = ['0.25', '0.5', '1', '1.0', '+Inf'];
    const { post } = await start();
    const draft = newDraft('latency', 'shop');
    const { body } = await post('/preview', {
      spec: textOf({
        ...draft,
        fields: { ...draft.fields, threshold: '0.3' },
      }),
    }).expect(200);
    expect(body.bucketBounds).toEqual({
      http_request_duration_seconds_bucket: [0.25, 0.5, 1],
    });
    expect(body.findings[0]).toMatchObject({ code: 'threshold-not-a-bucket' });
  });

  it('says so where a query gives several series, or none', async () => {
    const { post } = await start();
    prometheus.series = [{ pod: 'a' }, { pod: 'b' }];
    const several = await post('/preview', { spec: textOf() }).expect(200);
    expect(several.body.missing[0].reason).toMatch(/bad events gives several/);
    prometheus.value = () => undefined;
    const none = await post('/preview', { spec: textOf() }).expect(200);
    expect(none.body.series.coverage).toBe(0);
    expect(none.body.ratios[0]).toEqual({ seconds: 300 });
    expect(none.body.backtest.suggestion).toMatchObject({ kind: 'none' });
  });

  it('says what is wrong with a spec, and asks nothing', async () => {
    const { post } = await start();
    const { body } = await post('/preview', {
      spec: textOf().replace('99.9', '-1'),
    }).expect(200);
    expect(sloPreviewSchema.parse(body).problems[0]).toMatchObject({
      severity: 'error',
      path: 'slos[0].objective',
    });
    expect(body.slo).toBeUndefined();
    expect(prometheus.questions).toEqual([]);
  });

  it('is no error where the source refuses or is down', async () => {
    const { post, refresh } = await start();
    prometheus.status = 422;
    const refused = await post('/preview', { spec: textOf() }).expect(200);
    expect(refused.body.missing[0].reason).toMatch(
      /^It cannot be tried: .*too many/,
    );
    expect(refused.body.sources[0].state).toBe('fresh');
    prometheus.status = 500;
    const broken = await post('/preview', { spec: textOf() }).expect(200);
    expect(broken.body.sources[0].state).toBe('unreachable');
    await refresh();
    prometheus.questions.length = 0;
    const down = await post('/preview', { spec: textOf() }).expect(200);
    expect(down.body.missing[0].reason).toMatch(/does not answer at present/);
    expect(down.body.findings.length).toBeGreaterThan(0);
    expect(prometheus.questions).toEqual([]);
  });

  it.each([
    [{}, /'spec'/],
    [{ spec: 'x'.repeat(50_001) }, /at most 50000/],
    [{ spec: textOf(), source: 'nowhere' }, /There is no source 'nowhere'/],
    [
      { spec: textOf(), slo: { service: 'shop', name: 'other' } },
      /has no SLO 'other'/,
    ],
    [
      {
        spec: textOf({
          ...newDraft('raw-ratio', 'shop'),
          fields: {
            ratio: `avg_over_time(up{a="${'x'.repeat(5_000)}"}[{{.window}}])`,
          },
        }),
      },
      /more than 5000 characters/,
    ],
  ])('refuses %#', async (body, message) => {
    const { post } = await start();
    const answer = await post('/preview', body).expect(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('is for those who own the service, and for nobody who is not signed in', async () => {
    const { post, get } = await start({
      decide: (user, permission) =>
        permission === sloProposePermission.name
          ? createSloConditionalDecision(
              sloProposePermission,
              sloConditions.isOwner({
                claims: [
                  user === 'user:default/omar'
                    ? 'group:default/shop-team'
                    : 'group:default/other-team',
                ],
              }),
            )
          : { result: AuthorizeResult.ALLOW },
    });
    await post('/preview', { spec: textOf() }).expect(200);
    prometheus.questions.length = 0;
    const { body } = await post('/preview', { spec: textOf() }, victor).expect(
      403,
    );
    expect(body.error.message).toMatch(/for the owners/);
    await post('/proposals', { spec: textOf() }, victor).expect(403);
    await get('/proposals/place?service=shop').expect(200);
    await get('/proposals/place?service=shop', victor).expect(403);
    // Nobody owns what is not in the catalog.
    await post('/preview', {
      spec: textOf(newDraft('availability', 'unknown')),
    }).expect(403);
    expect(prometheus.questions).toEqual([]);
    await post(
      '/preview',
      { spec: textOf() },
      mockCredentials.none.header(),
    ).expect(401);
  });
});

describe('the proposal of an SLO', () => {
  it('says where it goes, and speaks for itself', async () => {
    const { post } = await start();
    const { body } = await post('/proposals', {
      spec: textOf(),
      reason: 'Asked for by the shops',
    }).expect(200);
    const proposal = sloProposalSchema.parse(body);
    expect(proposal).toMatchObject({
      target: { path: 'slo/slo.yaml' },
      spec: textOf(),
      title: 'Promise 99.9 % for requests-availability of shop',
    });
    expect(proposal.description).toContain('43 m 12 s of full outage');
    expect(proposal.description).toContain('Asked for by the shops');
    expect(proposal.description).toMatch(/Tried on the past: Would have paged/);
    expect(proposal.description).toContain('no-runbook');
  });

  it('keeps the SLI plugin of its file until the queries are changed', async () => {
    const file = `version: prometheus/v1
service: shop
slos:
  - name: requests-availability
    objective: 99
    sli: { plugin: { id: answered, options: { job: shop } } }
    alerting: { name: Shop }
`;
    const { post, scheduler } = await start({
      annotations: { 'goreliable.dev/slo-specs': 'slo.yaml' },
      features: [
        mockServices.urlReader.mock({
          readUrl: async () =>
            ({ buffer: async () => Buffer.from(file) } as any),
        }).factory,
        createBackendModule({
          pluginId: 'slo',
          moduleId: 'answered',
          register: reg =>
            reg.registerInit({
              deps: { sliPlugins: sliPluginsExtensionPoint },
              async init({ sliPlugins }) {
                sliPlugins.add({
                  id: 'answered',
                  errorRatioQuery: ({ options: { job } }) =>
                    `avg_over_time(unanswered:ratio{job="${job}"}[{{.window}}])`,
                });
              },
            }),
        }),
      ],
    });
    await scheduler.triggerTask('read-specs');
    const proposed = async (ratio: string) => {
      const { body } = await post('/proposals', {
        spec: textOf({
          ...newDraft('raw-ratio', 'shop'),
          name: 'requests-availability',
          objective: '99.9',
          fields: { ratio },
        }),
      }).expect(200);
      const { spec } = sloProposalSchema.parse(body);
      return parseSpecs(spec, { sliPlugins: anySliPlugin }).specs[0];
    };
    const made = 'avg_over_time(unanswered:ratio{job="shop"}[{{.window}}])';
    expect(await proposed(made)).toMatchObject({
      objectivePercent: 99.9,
      sliPlugin: { id: 'answered', options: { job: 'shop' } },
    });
    const changed = await proposed(`1 * ${made}`);
    expect(changed.sliPlugin).toBeUndefined();
    expect(changed.sli).toEqual({
      kind: 'raw',
      errorRatioQuery: `1 * ${made}`,
    });
  });

  it('is refused without a repository, or with an error', async () => {
    const { post } = await start({
      annotations: { 'backstage.io/view-url': 'https://elsewhere/x' },
    });
    const nowhere = await post('/proposals', { spec: textOf() }).expect(400);
    expect(nowhere.body.error.message).toMatch(
      /Gitea, GitHub and GitLab, and elsewhere/,
    );
    const wrong = await post('/proposals', {
      spec: textOf().replace('99.9', '101'),
    }).expect(400);
    expect(wrong.body.error.message).toMatch(/objective must be/);
  });
});

describe('the place of a proposal', () => {
  it('is known before anything is written', async () => {
    const { get } = await start();
    const { body } = await get(
      '/proposals/place?service=shop&name=up-time',
    ).expect(200);
    expect(proposalPlaceSchema.strict().parse(body)).toEqual({
      target: {
        entityRef: 'component:default/shop',
        repoUrl: 'localhost:7020?owner=goreliable&repo=shop',
        branch: 'main',
        path: 'slo/slo.yaml',
      },
    });
    expect(prometheus.questions).toEqual([]);
  });

  it('says why there is none', async () => {
    const { get } = await start({
      annotations: {
        'backstage.io/view-url':
          'https://github.com/o/shop/blob/main/catalog-info.yaml',
      },
    });
    const { body } = await get('/proposals/place?service=shop').expect(200);
    expect(body).toEqual({
      obstacle: {
        kind: 'no-credentials',
        host: 'github.com',
        fileUrl: 'https://github.com/o/shop/tree/main/slo/slo.yaml',
        integration: 'integrations.github',
      },
    });
    const unknown = await get('/proposals/place?service=other').expect(200);
    expect(unknown.body).toEqual({ obstacle: { kind: 'no-entity' } });
    await get('/proposals/place').expect(400);
  });

  it('is the file in which the SLO is, by the name that it has so far', async () => {
    const base = 'http://localhost:7020/goreliable/shop/src/branch/main/';
    const file = (name: string) => textOf({ name });
    const files: Record<string, string> = {
      [`${base}first.yaml`]: file('availability'),
      [`${base}second.yaml`]: file('latency'),
    };
    const { post, get, scheduler } = await start({
      annotations: { 'goreliable.dev/slo-specs': 'first.yaml,second.yaml' },
      features: [
        mockServices.urlReader.mock({
          readUrl: async url =>
            ({ buffer: async () => Buffer.from(files[url]) } as any),
        }).factory,
      ],
    });
    await scheduler.triggerTask('read-specs');
    const pathOf = async (query: string) =>
      (await get(`/proposals/place?service=shop&${query}`)).body.target.path;
    expect(await pathOf('name=latency')).toBe('second.yaml');
    expect(await pathOf('name=new')).toBe('first.yaml');
    expect(await pathOf('name=new&replaces=latency')).toBe('second.yaml');
    const spec = textOf({ name: 'speed' });
    const asked = { spec, replaces: 'latency' };
    const previewed = await post('/preview', asked).expect(200);
    expect(previewed.body.target.path).toBe('second.yaml');
    const proposed = await post('/proposals', asked).expect(200);
    expect(proposed.body.target.path).toBe('second.yaml');
    expect(proposed.body.title).toMatch(/^Change speed of shop/);
  });
});

describe('one of two SLOs that differ in nothing but their source', () => {
  const address = (name: string) =>
    `http://localhost:7020/platform/slos/src/branch/main/${name}.yaml`;
  const files: Record<string, string> = {
    [address('lab')]: textOf({ objective: '99.9' }),
    [address('cloud')]: textOf({ objective: '99.5' }),
  };
  const startBoth = async () => {
    const backend = await start({
      slo: {
        prometheus: ['lab', 'cloud'].map(name => ({
          name,
          url: prometheus.url,
          retries: 0,
        })),
        specs: ['lab', 'cloud'].map(name => ({
          location: address(name),
          source: name,
        })),
      },
      features: [
        mockServices.urlReader.mock({
          readUrl: async url =>
            ({ buffer: async () => Buffer.from(files[url]) } as any),
        }).factory,
      ],
    });
    await backend.refresh('cloud');
    await backend.scheduler.triggerTask('read-specs');
    return backend;
  };

  it.each(['lab', 'cloud'])(
    'is read and proposed in the file of %s',
    async source => {
      const { get, post } = await startBoth();
      const file = {
        repoUrl: 'localhost:7020?owner=platform&repo=slos',
        path: `${source}.yaml`,
      };
      const present = await get(
        `/slos/${source}~shop~requests-availability/spec`,
      ).expect(200);
      expect(present.body).toMatchObject({
        origin: 'repository',
        spec: files[address(source)],
        target: file,
      });
      const place = await get(
        `/proposals/place?service=shop&name=requests-availability&source=${source}`,
      ).expect(200);
      expect(place.body.target).toMatchObject(file);
      const asked = { spec: textOf({ objective: '99' }), source };
      const previewed = await post('/preview', asked).expect(200);
      expect(previewed.body.target).toMatchObject(file);
      const proposed = await post('/proposals', asked).expect(200);
      expect(proposed.body.target).toMatchObject(file);
    },
  );
});

describe('the spec of an SLO that exists', () => {
  it('is not told where there is no SLO that the caller may see', async () => {
    const readUrl = jest.fn();
    const { get } = await start({
      features: [mockServices.urlReader.mock({ readUrl }).factory],
    });
    await get('/slos/lab~shop~requests-availability/spec').expect(404);
    await get(
      '/slos/lab~shop~requests-availability/spec',
      mockCredentials.none.header(),
    ).expect(401);
    expect(readUrl).not.toHaveBeenCalled();
  });
});
