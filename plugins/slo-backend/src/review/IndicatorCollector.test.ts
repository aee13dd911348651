import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { UpstreamError } from '@goreliable/upstream';
import { LoadedRule } from '../ports';
import { DatabaseSloStore } from '../store/DatabaseSloStore';
import { SloRecord, SourceRecord } from '../store/types';
import { IndicatorCollector, indicatorsOf } from './IndicatorCollector';
import { DatabaseIndicatorStore } from './IndicatorStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const minuteMs = 60_000;
const start = Date.parse('2026-05-04T10:00:00Z');

const latency = {
  kind: 'latency',
  thresholdSeconds: 0.3,
  noun: 'requests',
} as const;
const slower = (le: string) =>
  `(sum(rate(http_request_duration_seconds_count[5m])) - sum(rate(http_request_duration_seconds_bucket{le="${le}"}[5m]))) / (sum(rate(http_request_duration_seconds_count[5m])))`;

const rule = (
  slo: string,
  promql: string,
  labels: Record<string, string> = {},
): LoadedRule => ({
  kind: 'recording',
  name: 'slo:sli_error:ratio_rate5m',
  promql,
  labels: { sloth_service: 'a', sloth_slo: slo, ...labels },
  annotations: {},
});

const record = (name: string, partition?: Record<string, string>) =>
  ({
    id: `lab~a~${name}${partition ? `~${partition.cluster}` : ''}`,
    key: { source: 'lab', service: 'a', name, ...(partition && { partition }) },
    windows: [
      { window: '1h', seconds: 3_600, condition: 'measured', errorRatio: 0 },
      { window: '5m', seconds: 300, condition: 'measured', errorRatio: 0 },
    ],
  } as SloRecord);

describe('what the SLOs of a source measure', () => {
  it('is read off the rules of each', () => {
    expect(
      indicatorsOf(
        [
          rule('slow', slower('0.3')),
          rule('raw', 'avg_over_time(ratio[5m])'),
          { ...rule('other', slower('1')), kind: 'alerting' },
          { ...rule('other', slower('1')), name: 'something_else' },
        ],
        ['slow', 'raw', 'other', 'unknown'].map(name => record(name)),
        { matchers: {} },
      ),
    ).toEqual({
      'lab~a~slow': latency,
      'lab~a~raw': null,
      'lab~a~other': null,
      'lab~a~unknown': null,
    });
  });

  it('is that of its own tool', () => {
    const pyrra: LoadedRule = {
      ...rule('', slower('1')),
      name: 'http_request_duration_seconds:burnrate5m',
      labels: { slo: 'slow', service: 'a' },
    };
    const key = { source: 'lab', service: 'a', name: 'slow' } as const;
    expect(
      indicatorsOf(
        [
          rule('slow', slower('0.3')),
          {
            ...pyrra,
            name: 'http_request_duration_seconds:burnrate1h',
            promql: slower('5'),
          },
          pyrra,
        ],
        [
          { id: 'sloth', key },
          { id: 'pyrra', key: { ...key, tool: 'pyrra' } },
          { id: 'other', key: { ...key, service: 'b', tool: 'pyrra' } },
        ],
        { matchers: {} },
      ),
    ).toEqual({
      sloth: latency,
      pyrra: { ...latency, thresholdSeconds: 1 },
      other: null,
    });
  });

  it('is that of its own cluster', () => {
    const rules = [
      rule('slow', slower('1'), { cluster: 'us' }),
      rule('slow', slower('0.3'), { cluster: 'eu' }),
    ];
    const of = (cluster: string) =>
      Object.values(
        indicatorsOf(rules, [record('slow', { cluster })], { matchers: {} }),
      )[0];
    expect(of('eu')).toEqual(latency);
    expect(of('us')).toEqual({ ...latency, thresholdSeconds: 1 });
    expect(of('asia')).toBeNull();
  });
});

describe.each(databases.eachSupportedId())('the collector on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    await DatabaseSloStore.create(database);
    const store = await DatabaseIndicatorStore.create(database);
    const clock = { ms: start };
    const state = {
      slos: [record('slow')],
      rules: [rule('slow', slower('0.3'))],
      error: undefined as string | undefined,
    };
    const loadedRules = jest.fn(async (_: object) => state.rules);
    const collector = new IndicatorCollector({
      name: 'lab',
      source: { loadedRules },
      scope: { keyLabels: [], matchers: {} },
      slos: {
        source: async () =>
          ({
            name: 'lab',
            attemptedAtMs: clock.ms,
            warnings: [],
            slos: state.slos,
            ...(state.error && { error: state.error }),
          } as SourceRecord),
      },
      store,
      logger: mockServices.logger.mock(),
      now: () => clock.ms,
    });
    return { store, clock, state, loadedRules, collector };
  }

  it('asks once for all, and again after five minutes', async () => {
    const { store, clock, loadedRules, collector } = await setUp();
    await collector.collect();
    expect(loadedRules.mock.calls).toMatchObject([
      [{ names: ['slo:sli_error:ratio_rate5m'] }],
    ]);
    expect([...(await store.indicators())]).toEqual([['lab~a~slow', latency]]);
    clock.ms += 4 * minuteMs;
    await collector.collect();
    expect(loadedRules).toHaveBeenCalledTimes(1);
    clock.ms += minuteMs;
    await collector.collect();
    expect(loadedRules).toHaveBeenCalledTimes(2);
  });

  it('asks for the rules of Pyrra where it has SLOs of it', async () => {
    const { state, loadedRules, collector } = await setUp();
    const slo = record('slow');
    state.slos = [{ ...slo, key: { ...slo.key, tool: 'pyrra' } }];
    await collector.collect();
    expect(loadedRules.mock.calls).toMatchObject([[{ withLabel: 'slo' }]]);
  });

  it('keeps the objectives that only alerts of Pyrra tell', async () => {
    const { store, state, collector } = await setUp();
    expect(await store.objectives('lab')).toEqual({});
    const slo = record('slow');
    state.slos = [{ ...slo, key: { ...slo.key, tool: 'pyrra' } }];
    const above = (window: string) =>
      `m:burnrate${window}{slo="slow"} > (14 * (1 - 0.99))`;
    state.rules = [
      {
        kind: 'alerting',
        name: 'ErrorBudgetBurn',
        promql: `${above('5m')} and ${above('1h')}`,
        labels: { slo: 'slow', service: 'a' },
        annotations: {},
      },
    ];
    await collector.collect();
    expect(await store.objectives('lab')).toEqual({ [slo.id]: 0.99 });
    expect(await store.objectives('other')).toEqual({});
  });

  it('asks sooner for an SLO that is new', async () => {
    const { clock, state, loadedRules, collector } = await setUp();
    await collector.collect();
    state.slos = [record('slow'), record('new')];
    clock.ms += minuteMs / 2;
    await collector.collect();
    expect(loadedRules).toHaveBeenCalledTimes(1);
    clock.ms += minuteMs / 2;
    await collector.collect();
    await collector.collect();
    // One whose rules do not tell is not asked for each time.
    expect(loadedRules).toHaveBeenCalledTimes(2);
  });

  it('has a new revision only for something new', async () => {
    const { store, clock, state, collector } = await setUp();
    await collector.collect();
    const first = await store.revision();
    clock.ms += 5 * minuteMs;
    await collector.collect();
    expect(await store.revision()).toBe(first);
    state.rules = [rule('slow', slower('1'))];
    clock.ms += 5 * minuteMs;
    await collector.collect();
    expect(await store.revision()).not.toBe(first);
    expect((await store.indicators()).get('lab~a~slow')).toEqual({
      ...latency,
      thresholdSeconds: 1,
    });
  });

  it('keeps what it knows of a source that does not tell, and lets it rest', async () => {
    const { store, clock, loadedRules, collector } = await setUp();
    await collector.collect();
    clock.ms += 5 * minuteMs;
    loadedRules.mockRejectedValueOnce(
      new UpstreamError({
        kind: 'refused-status',
        system: 'lab',
        operation: 'read what the SLOs measure',
        reason: 'not found',
      }),
    );
    await collector.collect();
    await collector.collect();
    expect(loadedRules).toHaveBeenCalledTimes(2);
    expect((await store.indicators()).size).toBe(1);
    clock.ms += 5 * minuteMs;
    await collector.collect();
    expect(loadedRules).toHaveBeenCalledTimes(3);
  });

  it('does not ask a source that is down, or has no SLOs', async () => {
    const { state, loadedRules, collector } = await setUp();
    state.error = 'no answer';
    await collector.collect();
    state.error = undefined;
    state.slos = [];
    await collector.collect();
    expect(loadedRules).not.toHaveBeenCalled();
  });

  it('forgets a source that is not configured any more', async () => {
    const { store, collector } = await setUp();
    await collector.collect();
    await store.keepOnly(['lab']);
    expect((await store.indicators()).size).toBe(1);
    await store.keepOnly(['other']);
    expect((await store.indicators()).size).toBe(0);
  });
});
