import { RecordedSlo } from '../discovery/recordedSlos';
import { SloRecord } from '../store/types';
import {
  agedRecords,
  JudgementSettings,
  needsRepair,
  nextRecords,
  pairsOf,
  withRepair,
} from './nextRecords';

const now = Date.parse('2026-05-04T10:00:00Z');
const minute = 60_000;
const settings: JudgementSettings = {
  staleAfterMs: 3 * minute,
  forgetAfterMs: 60 * minute,
  alertWindows: new Map(),
};

function recorded(override: Partial<RecordedSlo> = {}): RecordedSlo {
  return {
    id: 'lab~a~b',
    key: { source: 'lab', service: 'a', name: 'b' },
    objective: 0.99,
    periodDays: 30,
    windows: [
      { window: '5m', seconds: 300, condition: 'measured', errorRatio: 0 },
      { window: '1h', seconds: 3_600, condition: 'measured', errorRatio: 0 },
      {
        window: '30d',
        seconds: 2_592_000,
        condition: 'measured',
        errorRatio: 0.002,
      },
    ],
    budgetRemaining: 0.8,
    sampleAtMs: now - 5_000,
    ...override,
  };
}

const entity = { entityRef: 'component:default/a', owners: [] };
const entities = new Map([['a', entity]]);

function next(
  previous: SloRecord[],
  slos: RecordedSlo[],
  options: { at?: number; isComplete?: boolean; mapped?: boolean } = {},
) {
  const { at = now, isComplete = true, mapped = true } = options;
  return nextRecords(
    previous,
    { recorded: slos, isComplete, entities: mapped ? entities : undefined },
    settings,
    at,
  );
}

describe('nextRecords', () => {
  it('judges what is new', () => {
    expect(next([], [recorded()])).toEqual([
      {
        ...recorded(),
        budgetOrigin: 'recorded',
        entity,
        state: 'ok',
        reason: { code: 'within-objective' },
        sinceMs: now,
      },
    ]);
  });

  it('remembers since when a state holds', () => {
    const first = next([], [recorded()]);
    const [same] = next(first, [recorded()], { at: now + minute });
    expect(same.sinceMs).toBe(now);
    const burning = recorded({
      windows: recorded().windows.map(window => ({ ...window, errorRatio: 1 })),
    });
    const [changed] = next(first, [burning], { at: now + minute });
    expect(changed).toMatchObject({ state: 'critical', sinceMs: now + minute });
  });

  it('keeps an SLO that has vanished for a while', () => {
    const known = next([], [recorded()]);
    const [vanished] = next(known, [], { at: now + minute });
    expect(vanished).toMatchObject({
      state: 'no-data',
      reason: { code: 'vanished' },
      vanishedAtMs: now + minute,
      budgetRemaining: 0.8,
    });
    const [still] = next([vanished], [], { at: now + 30 * minute });
    expect(still.vanishedAtMs).toBe(now + minute);
    expect(next([still], [], { at: now + 61 * minute })).toEqual([]);
  });

  it('takes an SLO back that has only been away', () => {
    const [vanished] = next(next([], [recorded()]), [], { at: now + minute });
    const [back] = next([vanished], [recorded()], { at: now + 2 * minute });
    expect(back).not.toHaveProperty('vanishedAtMs');
    expect(back.state).toBe('ok');
  });

  it('takes nothing for vanished that a partial answer leaves out', () => {
    const known = next([], [recorded()]);
    const [kept] = next(known, [], { at: now + minute, isComplete: false });
    expect(kept).not.toHaveProperty('vanishedAtMs');
    expect(kept.state).toBe('ok');
    const [old] = next(known, [], { at: now + 5 * minute, isComplete: false });
    expect(old.state).toBe('stale');
  });

  it('keeps the entity while the catalog does not answer, and drops it when it says no', () => {
    const known = next([], [recorded()]);
    expect(next(known, [recorded()], { mapped: false })[0].entity).toEqual(
      entity,
    );
    const [unmapped] = nextRecords(
      known,
      { recorded: [recorded()], isComplete: true, entities: new Map() },
      settings,
      now,
    );
    expect(unmapped).not.toHaveProperty('entity');
  });

  it('sorts by id', () => {
    expect(
      next(
        [],
        ['z', 'a', 'm'].map(id => recorded({ id })),
      ).map(({ id }) => id),
    ).toEqual(['a', 'm', 'z']);
  });
});

describe('budgets', () => {
  const [, , period] = recorded().windows;
  const spoiled = recorded({
    budgetRemaining: undefined,
    windows: [
      ...recorded().windows.slice(0, 2),
      { window: '30d', seconds: period.seconds, condition: 'no-traffic' },
    ],
  });

  it('are computed where only the error ratio is recorded', () => {
    const [record] = next([], [recorded({ budgetRemaining: undefined })]);
    expect(record.budgetOrigin).toBe('computed');
    expect(record.budgetRemaining).toBeCloseTo(0.8, 12);
  });

  it('are unknown where nothing is', () => {
    const [record] = next([], [spoiled]);
    expect(record).not.toHaveProperty('budgetRemaining');
    expect(record).not.toHaveProperty('budgetOrigin');
    expect(needsRepair(record)).toBe(true);
  });

  it('are repaired, and stay so until the record is sound again', () => {
    const [record] = next([], [spoiled]);
    const repaired = {
      ...withRepair(record, 0.005, settings, now),
      repairTriedAtMs: now,
    };
    expect(repaired.budgetRemaining).toBeCloseTo(0.5, 12);
    expect(repaired.budgetOrigin).toBe('repaired');
    const [kept] = next([repaired], [spoiled], { at: now + minute });
    expect(kept.budgetRemaining).toBeCloseTo(0.5, 12);
    expect(kept.repairTriedAtMs).toBe(now);
    const [sound] = next([kept], [recorded()], { at: now + minute });
    expect(sound).toMatchObject({
      budgetRemaining: 0.8,
      budgetOrigin: 'recorded',
    });
    expect(sound).not.toHaveProperty('repaired');
    expect(sound).not.toHaveProperty('repairTriedAtMs');
  });

  it('that are repaired to nothing left are a warning', () => {
    const [record] = next([], [spoiled]);
    expect(withRepair(record, 0.011, settings, now)).toMatchObject({
      state: 'warning',
      reason: { code: 'budget-spent' },
    });
  });

  it('need no repair without an objective, or where none has failed', () => {
    expect(needsRepair({ ...spoiled, objective: undefined })).toBe(false);
    expect(needsRepair(recorded())).toBe(false);
    expect(needsRepair(recorded({ windows: [] }))).toBe(false);
  });
});

describe('agedRecords', () => {
  it('grow stale while their source is silent', () => {
    const known = next([], [recorded()]);
    expect(agedRecords(known, settings, now + minute)[0].state).toBe('ok');
    expect(agedRecords(known, settings, now + 4 * minute)[0]).toMatchObject({
      state: 'stale',
      sinceMs: now + 4 * minute,
      budgetRemaining: 0.8,
    });
  });
});

describe('pairsOf', () => {
  it('follows the configuration for its period, and the Workbook for the rest', () => {
    const own = {
      ...settings,
      alertWindows: new Map([
        [
          7,
          [
            {
              severity: 'page' as const,
              speed: 'quick' as const,
              errorBudgetPercent: 8,
              shortWindow: '5m',
              longWindow: '1h',
            },
          ],
        ],
      ]),
    };
    expect(pairsOf(own, 7).map(({ factor }) => factor)).toEqual([
      expect.closeTo(13.44, 9),
    ]);
    expect(pairsOf(own, 30)).toHaveLength(4);
    expect(pairsOf(own, 30)).toBe(pairsOf(own, 30));
  });
});
