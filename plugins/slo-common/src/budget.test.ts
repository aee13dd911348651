import fc from 'fast-check';
import {
  badEventsLeft,
  budgetRemaining,
  burnRate,
  errorBudget,
  outageSeconds,
  secondsToExhaustion,
} from './budget';

const objectives = fc.double({ min: 0, max: 0.99999, noNaN: true });
const ratios = fc.double({ min: 0, max: 1, noNaN: true });

describe('error budgets', () => {
  it.each([
    [0.999, 0.001],
    [0.95, 0.05],
    [1, 0],
    // A recorded objective can carry noise; a budget is never negative.
    [1.0000000000000002, 0],
  ])('of an objective of %p is %p', (objective, budget) => {
    expect(errorBudget(objective)).toBeCloseTo(budget, 12);
  });

  it.each([
    // The Workbook's table 5-4: the same outage burns faster at a higher objective.
    { errorRatio: 0.001, objective: 0.999, rate: 1 },
    { errorRatio: 0.0144, objective: 0.999, rate: 14.4 },
    { errorRatio: 1, objective: 0.999, rate: 1000 },
    { errorRatio: 0, objective: 0.999, rate: 0 },
    { errorRatio: 0.1, objective: 0.9, rate: 1 },
  ])('burn at $rate with $errorRatio of $objective', row => {
    expect(burnRate(row.errorRatio, row.objective)).toBeCloseTo(row.rate, 9);
  });

  it.each([
    { errorRatio: 0.1, objective: 1 },
    { errorRatio: 0, objective: 1 },
    { errorRatio: NaN, objective: 0.99 },
    { errorRatio: Infinity, objective: 0.99 },
  ])('have no burn rate for $errorRatio of $objective', row => {
    expect(burnRate(row.errorRatio, row.objective)).toBeUndefined();
    expect(budgetRemaining(row.errorRatio, row.objective)).toBeUndefined();
  });

  it('are the error ratio again when multiplied by the burn rate', () => {
    fc.assert(
      fc.property(ratios, objectives, (ratio, objective) => {
        const product = burnRate(ratio, objective)! * errorBudget(objective);
        expect(product).toBeCloseTo(ratio, 12);
      }),
    );
  });

  it('are gone exactly after one period at a burn rate of one', () => {
    fc.assert(
      fc.property(objectives, objective => {
        expect(budgetRemaining(errorBudget(objective), objective)).toBe(0);
        expect(secondsToExhaustion(1, 30, 1)).toBe(30 * 86_400);
      }),
    );
  });

  it('plus what is spent are the whole', () => {
    fc.assert(
      fc.property(ratios, objectives, (ratio, objective) => {
        const spent = burnRate(ratio, objective)!;
        const whole = budgetRemaining(ratio, objective)! + spent;
        expect(Math.abs(whole - 1)).toBeLessThanOrEqual(1e-9 * (1 + spent));
      }),
    );
  });
});

describe('the forecast of exhaustion', () => {
  it('never moves away when the burn rises', () => {
    const rates = fc.double({ min: 0, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(rates, rates, ratios, (a, b, remaining) => {
        const [slow, fast] = a <= b ? [a, b] : [b, a];
        expect(secondsToExhaustion(remaining, 30, fast)).toBeLessThanOrEqual(
          secondsToExhaustion(remaining, 30, slow),
        );
      }),
    );
  });

  it('never moves away when less budget is left', () => {
    fc.assert(
      fc.property(ratios, ratios, (a, b) => {
        const [less, more] = a <= b ? [a, b] : [b, a];
        expect(secondsToExhaustion(less, 30, 2)).toBeLessThanOrEqual(
          secondsToExhaustion(more, 30, 2),
        );
      }),
    );
  });

  it('is now for a spent budget and never without a burn', () => {
    expect(secondsToExhaustion(-0.2, 30, 0)).toBe(0);
    expect(secondsToExhaustion(0.5, 30, 0)).toBe(Infinity);
  });
});

describe('what a budget pays for', () => {
  it('is 43.2 minutes of outage for 99.9 % over 30 days', () => {
    expect(outageSeconds(0.999, 30)).toBeCloseTo(43.2 * 60, 6);
    expect(outageSeconds(0.999, 30, 0.5)).toBeCloseTo(21.6 * 60, 6);
  });

  it.each([
    { remaining: 1, objective: 0.999, total: 1_000_000, left: 1000 },
    { remaining: 0.5, objective: 0.999, total: 1_000_000, left: 500 },
    { remaining: 1, objective: 0.999, total: 1_000, left: 1 },
    { remaining: 1, objective: 0.999, total: 999, left: 0 },
    { remaining: -0.5, objective: 0.999, total: 1_000_000, left: 0 },
    { remaining: 1, objective: 1, total: 1_000_000, left: 0 },
  ])('is $left bad events of $total', row => {
    expect(badEventsLeft(row.remaining, row.objective, row.total)).toBe(
      row.left,
    );
  });
});
