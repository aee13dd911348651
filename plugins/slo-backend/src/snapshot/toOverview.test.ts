import { SloRecord, SourceRecord } from '../store/types';
import { toOverview, toSlo } from './toOverview';

const now = Date.parse('2026-05-04T10:00:00Z');
const settings = {
  staleAfterMs: 180_000,
  forgetAfterMs: 1,
  alertWindows: new Map(),
};

function record(override: Partial<SloRecord> = {}): SloRecord {
  return {
    id: 'lab~a~b',
    key: { source: 'lab', service: 'a', name: 'b', partition: { c: 'eu' } },
    objective: 0.99,
    periodDays: 30,
    windows: [
      { window: '5m', seconds: 300, condition: 'measured', errorRatio: 1 / 3 },
      { window: '1h', seconds: 3_600, condition: 'no-traffic' },
    ],
    budgetRemaining: 2 / 3,
    budgetOrigin: 'recorded',
    sampleAtMs: now - 1_000,
    state: 'ok',
    reason: { code: 'within-objective' },
    sinceMs: now,
    ...override,
  };
}

const trend = (from: number) => ({
  from,
  stepSeconds: 1,
  points: 2,
  values: { 'lab~a~b': [1, null] },
  fetchedAtMs: now,
});

function source(override: Partial<SourceRecord> = {}): SourceRecord {
  return {
    name: 'lab',
    attemptedAtMs: now,
    asOfMs: now,
    warnings: [],
    slos: [record()],
    ...override,
  };
}

describe('toSlo', () => {
  it('is exact enough and no longer', () => {
    const slo = toSlo(record(), trend(0), settings, now);
    expect(slo.windows).toEqual([
      {
        window: '5m',
        seconds: 300,
        condition: 'measured',
        errorRatio: 0.333333333333,
        burnRate: 33.3333333333,
      },
      { window: '1h', seconds: 3_600, condition: 'no-traffic' },
    ]);
    expect(slo.budgetRemaining).toBe(0.666666666667);
    expect(slo).toMatchObject({
      source: 'lab',
      service: 'a',
      name: 'b',
      partition: { c: 'eu' },
      owners: [],
      trend: [1, null],
      sampleAt: '2026-05-04T09:59:59.000Z',
    });
  });

  it('has no burn rate where there is no budget', () => {
    const [window] = toSlo(
      record({ objective: 1 }),
      undefined,
      settings,
      now,
    ).windows;
    expect(window).not.toHaveProperty('burnRate');
    expect(window.errorRatio).toBeDefined();
  });
});

describe('toOverview', () => {
  it('lists configured sources in their order, also those never asked', () => {
    const { overview } = toOverview(
      ['new', 'lab'],
      [source(), source({ name: 'removed' })],
      settings,
      now,
    );
    expect(overview.sources.map(({ name, state }) => [name, state])).toEqual([
      ['new', 'unreachable'],
      ['lab', 'fresh'],
    ]);
    expect(overview.slos).toHaveLength(1);
  });

  it('has one range for all trends', () => {
    const { overview } = toOverview(
      ['lab', 'behind'],
      [
        source({ trend: trend(200) }),
        source({ name: 'behind', trend: trend(100) }),
      ],
      settings,
      now,
    );
    expect(overview.trend).toEqual({ from: 200, stepSeconds: 1, points: 2 });
    expect(overview.slos.map(slo => slo.trend)).toEqual([[1, null], undefined]);
  });

  it('knows when time alone will change it', () => {
    const at = (records: SourceRecord[]) =>
      toOverview(['lab'], records, settings, now).validUntilMs;
    expect(at([source()])).toBe(now - 1_000 + 180_001);
    expect(at([source({ slos: [] })])).toBe(now + 180_001);
    expect(at([])).toBe(Infinity);
    const old = record({ sampleAtMs: now - 999_999 });
    expect(at([source({ slos: [old] })])).toBe(now + 180_001);
  });

  it('has the alert pairs of every period in use', () => {
    const { overview } = toOverview(
      ['lab'],
      [source({ slos: [record(), record({ id: 'x', periodDays: 28 })] })],
      settings,
      now,
    );
    expect(
      overview.alertPolicies.map(({ periodDays, pairs }) => [
        periodDays,
        pairs[0].factor,
      ]),
    ).toEqual([
      [28, expect.closeTo(13.44, 9)],
      [30, expect.closeTo(14.4, 9)],
    ]);
  });
});
