import { belongsTo, compareUrgency, rollUp } from './rollUp';
import { Slo } from './schema';

function slo(override: Partial<Slo>): Slo {
  return {
    id: override.name ?? 'x',
    source: 's',
    service: 'a',
    name: 'x',
    periodDays: 30,
    windows: [],
    owners: [],
    state: 'ok',
    reason: { code: 'within-objective' },
    budgetRemaining: 0.5,
    sampleAt: '2026-05-04T10:00:00.000Z',
    ...override,
  };
}

describe('compareUrgency', () => {
  it('puts first what needs somebody', () => {
    const names = [
      slo({ name: 'healthy' }),
      slo({ name: 'idle', state: 'no-traffic' }),
      slo({ name: 'unknown budget', budgetRemaining: undefined }),
      slo({ name: 'paging, much left', state: 'critical' }),
      slo({ name: 'nearly spent', budgetRemaining: 0.01 }),
      slo({ name: 'paging, spent', state: 'critical', budgetRemaining: -1 }),
      slo({ name: 'gone', state: 'no-data' }),
      slo({ name: 'ticket', state: 'warning' }),
    ]
      .sort(compareUrgency)
      .map(({ name }) => name);
    expect(names).toEqual([
      'paging, spent',
      'paging, much left',
      'ticket',
      'gone',
      'idle',
      'nearly spent',
      'healthy',
      'unknown budget',
    ]);
  });

  it('is a total order by name where all else is equal', () => {
    expect(compareUrgency(slo({ name: 'a' }), slo({ name: 'b' }))).toBe(-1);
    expect(compareUrgency(slo({ name: 'b' }), slo({ name: 'a' }))).toBe(1);
    expect(compareUrgency(slo({}), slo({}))).toBe(0);
  });
});

describe('rollUp', () => {
  it('takes the worst and counts the rest', () => {
    const urgent = slo({ name: 'b', state: 'critical' });
    expect(
      rollUp([
        slo({ name: 'a' }),
        urgent,
        slo({ name: 'c', sampleAt: '2026-05-04T09:00:00.000Z' }),
      ]),
    ).toEqual({
      state: 'critical',
      counts: { ok: 2, critical: 1 },
      total: 3,
      mostUrgent: urgent,
      asOf: '2026-05-04T09:00:00.000Z',
    });
  });

  it('does not hide an unknown one behind a healthy one', () => {
    const unknown = slo({ state: 'no-data', sampleAt: undefined });
    const result = rollUp([slo({}), unknown]);
    expect(result.state).toBe('no-data');
    expect(result.asOf).toBeUndefined();
  });

  it('knows nothing of nothing', () => {
    expect(rollUp([])).toEqual({ state: 'no-data', counts: {}, total: 0 });
  });
});

describe('belongsTo', () => {
  const owned = slo({
    entityRef: 'component:default/a',
    system: 'system:default/s',
    owners: ['group:default/t', 'user:default/u'],
  });

  it.each([
    'component:default/a',
    'system:default/s',
    'group:default/t',
    'user:default/u',
  ])('holds for %s', entityRef => {
    expect(belongsTo(owned, entityRef)).toBe(true);
    expect(belongsTo(slo({}), entityRef)).toBe(false);
  });

  it('does not hold for others', () => {
    expect(belongsTo(owned, 'component:other/a')).toBe(false);
  });
});
