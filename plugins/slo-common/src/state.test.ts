import { alertPairsFor } from './alertPairs';
import { decideState, SloFacts, WindowMeasurement } from './state';
import { promDurationSeconds } from './promDuration';

const now = Date.parse('2026-05-04T10:00:00Z');
const staleAfterMs = 180_000;
const pairs = alertPairsFor(30);

function measured(ratios: Record<string, number>): WindowMeasurement[] {
  return Object.entries(ratios).map(([window, errorRatio]) => ({
    window,
    seconds: promDurationSeconds(window)!,
    condition: 'measured',
    errorRatio,
  }));
}

function facts(override: Partial<SloFacts> = {}): SloFacts {
  return {
    objective: 0.999,
    windows: measured({
      '5m': 0.0001,
      '30m': 0.0001,
      '1h': 0.0001,
      '2h': 0.0001,
      '6h': 0.0001,
      '1d': 0.0001,
      '3d': 0.0001,
      '30d': 0.0001,
    }),
    budgetRemaining: 0.9,
    sampleAtMs: now - 10_000,
    pairs,
    ...override,
  };
}

const fiveMinutes = (condition: WindowMeasurement['condition']) => [
  { window: '5m', seconds: 300, condition },
  ...measured({ '30m': 0, '1h': 0, '6h': 0 }),
];

describe('decideState', () => {
  it.each<{
    name: string;
    given: Partial<SloFacts>;
    state: string;
    reason: object;
  }>([
    {
      name: 'within its objective',
      given: {},
      state: 'ok',
      reason: { code: 'within-objective' },
    },
    {
      name: 'quick page',
      given: { windows: measured({ '5m': 0.0145, '1h': 0.0145 }) },
      state: 'critical',
      reason: { code: 'burning', severity: 'page', pairs: ['page-quick'] },
    },
    {
      name: 'long above, short below: the burn is over',
      given: { windows: measured({ '5m': 0.001, '1h': 0.0145 }) },
      state: 'ok',
      reason: { code: 'within-objective' },
    },
    {
      name: 'short above, long below: not for long enough',
      given: { windows: measured({ '5m': 0.5, '1h': 0.0143 }) },
      state: 'ok',
      reason: { code: 'within-objective' },
    },
    {
      name: 'slow page',
      given: { windows: measured({ '5m': 0, '30m': 0.0061, '6h': 0.0061 }) },
      state: 'critical',
      reason: { code: 'burning', severity: 'page', pairs: ['page-slow'] },
    },
    {
      name: 'both pages at once',
      given: {
        windows: measured({ '5m': 0.1, '30m': 0.1, '1h': 0.1, '6h': 0.1 }),
      },
      state: 'critical',
      reason: {
        code: 'burning',
        severity: 'page',
        pairs: ['page-quick', 'page-slow'],
      },
    },
    {
      name: 'quick ticket',
      given: { windows: measured({ '5m': 0, '2h': 0.0031, '1d': 0.0031 }) },
      state: 'warning',
      reason: { code: 'burning', severity: 'ticket', pairs: ['ticket-quick'] },
    },
    {
      name: 'slow ticket',
      given: { windows: measured({ '5m': 0, '6h': 0.0011, '3d': 0.0011 }) },
      state: 'warning',
      reason: { code: 'burning', severity: 'ticket', pairs: ['ticket-slow'] },
    },
    {
      name: 'a page hides a ticket',
      given: {
        windows: measured({
          '5m': 0.1,
          '1h': 0.1,
          '2h': 0.1,
          '1d': 0.1,
        }),
      },
      state: 'critical',
      reason: { code: 'burning', severity: 'page', pairs: ['page-quick'] },
    },
    {
      name: 'spent without burning',
      given: { budgetRemaining: -0.1 },
      state: 'warning',
      reason: { code: 'budget-spent' },
    },
    {
      name: 'spent to the last',
      given: { budgetRemaining: 0 },
      state: 'warning',
      reason: { code: 'budget-spent' },
    },
    {
      name: 'unknown budget, windows fine',
      given: { budgetRemaining: undefined },
      state: 'ok',
      reason: { code: 'within-objective' },
    },
    {
      name: 'no traffic',
      given: { windows: fiveMinutes('no-traffic') },
      state: 'no-traffic',
      reason: { code: 'no-traffic', window: '5m' },
    },
    {
      name: 'no traffic now, yet still burning by the slow pair',
      given: {
        windows: [
          ...fiveMinutes('no-traffic').slice(0, 1),
          ...measured({ '30m': 0.1, '6h': 0.1 }),
        ],
      },
      state: 'critical',
      reason: { code: 'burning', severity: 'page', pairs: ['page-slow'] },
    },
    {
      name: 'errors without events',
      given: { windows: fiveMinutes('invalid') },
      state: 'no-data',
      reason: { code: 'invalid', window: '5m' },
    },
    {
      name: 'shortest window missing',
      given: { windows: measured({ '30m': 0, '1h': 0 }) },
      state: 'no-data',
      reason: { code: 'not-recorded', window: '5m' },
    },
    {
      name: 'nothing recorded',
      given: { windows: [] },
      state: 'no-data',
      reason: { code: 'not-recorded' },
    },
    {
      name: 'recorded, but nobody knows when',
      given: { sampleAtMs: undefined },
      state: 'no-data',
      reason: { code: 'not-recorded' },
    },
    {
      name: 'old sample, whatever it says',
      given: {
        sampleAtMs: now - staleAfterMs - 1,
        windows: measured({ '5m': 1, '1h': 1 }),
      },
      state: 'stale',
      reason: { code: 'sample-old', sampleAt: '2026-05-04T09:56:59.999Z' },
    },
    {
      name: 'sample just young enough',
      given: { sampleAtMs: now - staleAfterMs },
      state: 'ok',
      reason: { code: 'within-objective' },
    },
    {
      name: 'objective unknown',
      given: { objective: undefined },
      state: 'no-data',
      reason: { code: 'objective-unknown' },
    },
    {
      name: 'vanished',
      given: { vanishedAtMs: now - 60_000 },
      state: 'no-data',
      reason: { code: 'vanished', since: '2026-05-04T09:59:00.000Z' },
    },
    {
      name: 'an objective of 100 % with an error',
      given: {
        objective: 1,
        windows: measured({ '5m': 0.001, '1h': 0.001 }),
        budgetRemaining: undefined,
      },
      state: 'critical',
      reason: { code: 'burning', severity: 'page', pairs: ['page-quick'] },
    },
    {
      name: 'an objective of 100 % without errors',
      given: {
        objective: 1,
        windows: measured({ '5m': 0, '1h': 0 }),
        budgetRemaining: undefined,
      },
      state: 'ok',
      reason: { code: 'within-objective' },
    },
    {
      name: 'no alert pairs: the shortest recorded window counts',
      given: {
        pairs: [],
        windows: [
          ...measured({ '1h': 0 }),
          { window: '10m', seconds: 600, condition: 'no-traffic' },
        ],
      },
      state: 'no-traffic',
      reason: { code: 'no-traffic', window: '10m' },
    },
  ])('$name: $state', ({ given, state, reason }) => {
    expect(decideState(facts(given), now, staleAfterMs)).toEqual({
      state,
      reason,
    });
  });
});
