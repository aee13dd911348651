import { SloRecord } from '../store/types';
import { applyRepair, repairBatch } from './repairs';

const now = Date.parse('2026-05-04T10:00:00Z');
const scope = { keyLabels: [], matchers: {} };
const settings = {
  staleAfterMs: 180_000,
  forgetAfterMs: 1,
  alertWindows: new Map(),
};

function spoiled(name: string, override: Partial<SloRecord> = {}): SloRecord {
  return {
    id: `lab~a~${name}`,
    key: { source: 'lab', service: 'a', name },
    objective: 0.99,
    periodDays: 30,
    windows: [
      { window: '5m', seconds: 300, condition: 'measured', errorRatio: 0 },
      { window: '30d', seconds: 2_592_000, condition: 'no-traffic' },
    ],
    sampleAtMs: now,
    state: 'ok',
    reason: { code: 'within-objective' },
    sinceMs: now,
    ...override,
  };
}

const repairedAgo = (minutes: number) => ({
  repaired: { errorRatio: 0.001 },
  repairTriedAtMs: now - minutes * 60_000,
});

describe('repairBatch', () => {
  it('asks about those that have waited longest, of one window and period', () => {
    const batch = repairBatch(
      [
        spoiled('recent', repairedAgo(1)),
        spoiled('old', repairedAgo(30)),
        spoiled('never'),
        spoiled('week', {
          periodDays: 7,
          windows: [
            { window: '10m', seconds: 600, condition: 'no-traffic' },
            { window: '1w', seconds: 604_800, condition: 'no-traffic' },
          ],
        }),
        spoiled('gone', { vanishedAtMs: now }),
      ],
      scope,
      now,
    )!;
    expect(batch.records.map(({ key }) => key.name)).toEqual(['never', 'old']);
    expect(batch.promql).toContain('never|old');
    expect(batch.promql).toContain('[30d:5m]');
  });

  it('asks nothing where nothing is due', () => {
    expect(repairBatch([spoiled('x', repairedAgo(5))], scope, now)).toBe(
      undefined,
    );
    expect(repairBatch([], scope, now)).toBeUndefined();
  });

  it('asks about no more than a source can bear', () => {
    const many = Array.from({ length: 250 }, (_, n) => spoiled(`s${n}`));
    expect(repairBatch(many, scope, now)?.records).toHaveLength(100);
  });
});

describe('applyRepair', () => {
  it('changes those that were asked about and answered', () => {
    const records = [spoiled('x'), spoiled('y'), spoiled('z')];
    const batch = repairBatch(records.slice(0, 2), scope, now)!;
    const answer = (name: string, value: number) => ({
      labels: { sloth_service: 'a', sloth_slo: name },
      value,
    });
    const [x, y, z] = applyRepair(
      records,
      batch,
      [answer('x', 0.002), answer('y', NaN), answer('z', 0.5)],
      scope,
      settings,
      now,
    );
    expect(x.budgetRemaining).toBeCloseTo(0.8, 12);
    expect(y).toEqual({ ...records[1], repairTriedAtMs: now });
    // The selectors of the question match more than was asked for.
    expect(z).toBe(records[2]);
  });

  it('lets nobody wait for those that have no traffic to be averaged', () => {
    const dead = Array.from({ length: 100 }, (_, n) => spoiled(`dead-${n}`));
    let records = [
      ...dead,
      spoiled('alive', { id: 'lab~a~z' }),
      spoiled('month', {
        periodDays: 28,
        windows: [
          { window: '5m', seconds: 300, condition: 'no-traffic' },
          { window: '4w', seconds: 2_419_200, condition: 'no-traffic' },
        ],
      }),
    ];
    const asked: string[][] = [];
    for (let refresh = 0; refresh < 5; refresh++) {
      const at = now + refresh * 30_000;
      const batch = repairBatch(records, scope, at);
      asked.push(batch?.records.map(({ key }) => key.name) ?? []);
      records = batch
        ? applyRepair(records, batch, [], scope, settings, at)
        : records;
    }
    expect(asked.map(names => names.length)).toEqual([100, 1, 1, 0, 0]);
    expect(asked.flat()).toEqual(expect.arrayContaining(['alive', 'month']));
  });
});
