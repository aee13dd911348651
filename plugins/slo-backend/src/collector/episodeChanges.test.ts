import { episodeHoldMs } from '@goreliable/plugin-slo-common';
import { Episode, SloRecord } from '../store/types';
import { episodeChanges } from './episodeChanges';

const now = Date.parse('2026-05-04T10:00:00Z');

function record(override: Partial<SloRecord> = {}): SloRecord {
  return {
    id: 'lab~a~b',
    key: { source: 'lab', service: 'a', name: 'b' },
    objective: 0.99,
    periodDays: 30,
    windows: [
      { window: '5m', seconds: 300, condition: 'measured', errorRatio: 0.5 },
    ],
    state: 'critical',
    reason: { code: 'burning', severity: 'page', pairs: ['page-quick'] },
    sinceMs: now,
    entity: { entityRef: 'component:default/a', owners: ['group:default/t'] },
    ...override,
  };
}

const [{ episode: begun }] = episodeChanges([record()], [], now);

describe('episodeChanges', () => {
  it('begins one, with what it is about', () => {
    expect(begun).toEqual({
      id: 'lab~a~b@2026-05-04T10:00:00.000Z',
      sloId: 'lab~a~b',
      source: 'lab',
      facts: {
        service: 'a',
        name: 'b',
        objective: 0.99,
        periodDays: 30,
        entityRef: 'component:default/a',
        owners: ['group:default/t'],
        summary: 'Burning its budget at page rate',
      },
      startedAtMs: now,
      lastCriticalAtMs: now,
      peakBurnRate: expect.closeTo(50, 9),
    });
  });

  it('goes on, and remembers the peak', () => {
    const change = (errorRatio: number, from: Episode) =>
      episodeChanges(
        [
          record({
            windows: [
              { window: '5m', seconds: 300, condition: 'measured', errorRatio },
            ],
          }),
        ],
        [from],
        now + 1_000,
      )[0];
    const higher = change(0.9, begun);
    expect(higher).toMatchObject({
      step: 'continue',
      episode: {
        id: begun.id,
        lastCriticalAtMs: now + 1_000,
        peakBurnRate: expect.closeTo(90, 9),
      },
    });
    expect(change(0.2, higher.episode).episode.peakBurnRate).toBeCloseTo(90, 9);
  });

  it('ends once it has held for long enough', () => {
    const well = record({ state: 'ok', reason: { code: 'within-objective' } });
    expect(episodeChanges([well], [begun], now + 1_000)).toEqual([]);
    expect(episodeChanges([well], [begun], now + episodeHoldMs)).toEqual([
      { step: 'end', episode: { ...begun, endedAtMs: now + episodeHoldMs } },
    ]);
  });

  it('does not end by the SLO becoming unknown, but by its being forgotten', () => {
    const later = now + 10 * episodeHoldMs;
    const stale = record({ state: 'stale' });
    expect(episodeChanges([stale], [begun], later)).toEqual([]);
    expect(episodeChanges([], [begun], later)).toEqual([
      { step: 'end', episode: { ...begun, endedAtMs: later } },
    ]);
  });

  it('has no peak where nothing was measured', () => {
    const [{ episode }] = episodeChanges([record({ windows: [] })], [], now);
    expect(episode).not.toHaveProperty('peakBurnRate');
  });
});
