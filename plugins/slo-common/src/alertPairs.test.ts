import fc from 'fast-check';
import {
  alertPairsFor,
  burnRateFactor,
  evaluatePair,
  isReachable,
} from './alertPairs';

const hour = 3_600;
const pairs = alertPairsFor(30);
const [pageQuick] = pairs;

describe('alert pairs', () => {
  it.each([
    // The Workbook's table 5-8 and Sloth's windows for 30 and 28 days.
    { periodDays: 30, factors: [14.4, 6, 3, 1] },
    { periodDays: 28, factors: [13.44, 5.6, 2.8, 0.9333333333] },
    { periodDays: 7, factors: [3.36, 1.4, 0.7, 0.2333333333] },
  ])('of $periodDays days have the factors $factors', row => {
    const factors = alertPairsFor(row.periodDays).map(pair => pair.factor);
    factors.forEach((factor, index) =>
      expect(factor).toBeCloseTo(row.factors[index], 9),
    );
    expect(factors).toHaveLength(row.factors.length);
  });

  it.each([
    { percent: 2, longHours: 1, factor: 14.4 },
    { percent: 5, longHours: 6, factor: 6 },
    { percent: 10, longHours: 72, factor: 1 },
  ])('burn $percent % in $longHours h at $factor', row => {
    expect(burnRateFactor(row.percent, 30, row.longHours * hour)).toBeCloseTo(
      row.factor,
      9,
    );
  });

  it('spend their share of the budget in their long window', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 60, max: 90 * 86_400 }),
        (percent, periodDays, longSeconds) => {
          const factor = burnRateFactor(percent, periodDays, longSeconds);
          const spent = (factor * longSeconds) / (periodDays * 86_400);
          expect(spent * 100).toBeCloseTo(percent, 9);
        },
      ),
    );
  });

  it('name their windows as the recorded series do', () => {
    const [pair] = alertPairsFor(30, [
      {
        severity: 'page',
        speed: 'slow',
        errorBudgetPercent: 5,
        shortWindow: '60m',
        longWindow: '24h',
      },
    ]);
    expect(pair).toMatchObject({
      id: 'page-slow',
      shortWindow: '1h',
      longWindow: '1d',
      shortSeconds: hour,
      longSeconds: 24 * hour,
    });
  });

  it.each([
    ['1h', '5m'],
    ['5m', '5m'],
    ['soon', '1h'],
    ['5m', 'later'],
  ])('refuse the windows %s and %s', (shortWindow, longWindow) => {
    expect(() =>
      alertPairsFor(30, [
        {
          severity: 'page',
          speed: 'quick',
          errorBudgetPercent: 2,
          shortWindow,
          longWindow,
        },
      ]),
    ).toThrow(RangeError);
  });

  it.each([
    { objective: 0.93, reachable: false },
    { objective: 0.9305, reachable: false },
    { objective: 0.931, reachable: true },
    { objective: 0.999, reachable: true },
  ])('at 14.4 x can fire at $objective: $reachable', row => {
    expect(isReachable(pageQuick, row.objective)).toBe(row.reachable);
  });
});

describe('an evaluated pair', () => {
  it.each([
    { short: 0.02, long: 0.02, phase: 'firing' },
    { short: 0.02, long: 0.01, phase: 'increasing' },
    { short: 0.01, long: 0.02, phase: 'recovering' },
    { short: 0.01, long: 0.01, phase: 'quiet' },
    { short: undefined, long: 0.02, phase: 'unknown' },
    { short: 0.02, long: undefined, phase: 'unknown' },
  ])(
    'with $short in 5m and $long in 1h is $phase',
    ({ short, long, phase }) => {
      const evaluated = evaluatePair(pageQuick, 0.999, [
        { seconds: 300, errorRatio: short },
        { seconds: hour, errorRatio: long },
      ]);
      expect(evaluated.phase).toBe(phase);
      expect(evaluated.threshold).toBeCloseTo(0.0144, 9);
      expect(evaluated.shortRatio).toBe(short);
      expect(evaluated.longRatio).toBe(long);
    },
  );

  it('has to exceed the threshold, not to reach it', () => {
    const threshold = evaluatePair(pageQuick, 0.999, []).threshold;
    const at = [
      { seconds: 300, errorRatio: threshold },
      { seconds: hour, errorRatio: threshold },
    ];
    expect(evaluatePair(pageQuick, 0.999, at).phase).toBe('quiet');
  });

  it('fires on any error when no failure is allowed', () => {
    const windows = [
      { seconds: 300, errorRatio: 1e-9 },
      { seconds: hour, errorRatio: 1e-9 },
    ];
    expect(evaluatePair(pageQuick, 1, windows).phase).toBe('firing');
    expect(
      evaluatePair(
        pageQuick,
        1,
        windows.map(window => ({ ...window, errorRatio: 0 })),
      ).phase,
    ).toBe('quiet');
  });
});
