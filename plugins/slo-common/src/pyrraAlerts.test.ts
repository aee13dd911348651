import fc from 'fast-check';
import { evaluatePair } from './alertPairs';
import { pyrraAlertPairs, pyrraPeriodDays } from './pyrraAlerts';

/** Names of `<metric>:burnrate…` in Pyrra's own tests of its rules, by the period. */
const published: [number, string[]][] = [
  [28, ['5m', '30m', '1h', '2h', '6h', '1d', '4d']],
  [14, ['3m', '15m', '30m', '1h', '3h', '12h', '2d']],
  [7, ['1m', '8m', '15m', '30m', '1h30m', '6h', '1d']],
];

describe('Pyrra', () => {
  it.each(published)('records these windows for %d days', (days, windows) => {
    const own = pyrraAlertPairs(days).flatMap(pair => [
      [pair.shortWindow, pair.shortSeconds] as const,
      [pair.longWindow, pair.longSeconds] as const,
    ]);
    const ascending = [...new Map(own)].sort(([, a], [, b]) => a - b);
    expect(ascending.map(([window]) => window)).toEqual(windows);
  });

  it('alerts by these factors, whatever the period', () => {
    for (const [days] of published) {
      expect(
        pyrraAlertPairs(days).map(({ id, factor }) => [id, factor]),
      ).toEqual([
        ['page-quick', 14],
        ['page-slow', 7],
        ['ticket-quick', 2],
        ['ticket-slow', 1],
      ]);
    }
  });

  it('alerts by the expression that it writes: above 14 × (1-0.99)', () => {
    const [pair] = pyrraAlertPairs(28);
    const at = (errorRatio: number) =>
      evaluatePair(pair, 0.99, [
        { seconds: 300, errorRatio },
        { seconds: 3_600, errorRatio },
      ]).phase;
    expect(at(14 * (1 - 0.99))).toBe('quiet');
    expect(at(0.1401)).toBe('firing');
  });

  it('has a period that its longest window tells', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), days => {
        const { longSeconds } = pyrraAlertPairs(days).at(-1)!;
        expect(pyrraPeriodDays(longSeconds)).toBe(days);
      }),
    );
  });

  it('spends as much of the budget as its factor says', () => {
    const [quick] = pyrraAlertPairs(28);
    // 14 times too fast for an hour of 672.
    expect(quick.errorBudgetPercent).toBeCloseTo((14 / 672) * 100, 9);
  });
});
