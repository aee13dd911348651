import fc from 'fast-check';
import { alertPairsFor } from '../alertPairs';
import { backtest } from './backtest';
import { policyTitle } from './candidates';
import {
  formatOwnPolicy,
  OwnPair,
  ownPolicy,
  parseOwnPolicy,
} from './ownPolicy';

const workbook: OwnPair[] = alertPairsFor(30).map(
  ({ severity, longWindow, shortWindow, factor }) => ({
    severity,
    longWindow,
    shortWindow,
    factor,
  }),
);

describe('alert windows of ones own', () => {
  it('are text that an address carries as it is', () => {
    const text = formatOwnPolicy(workbook);
    expect(text).toBe(
      'page-1h-5m-14.4_page-6h-30m-6_ticket-1d-2h-3_ticket-3d-6h-1',
    );
    expect(`${new URLSearchParams({ windows: text })}`).toBe(`windows=${text}`);
    expect(parseOwnPolicy(text)).toEqual({ kind: 'policy', pairs: workbook });
  });

  it('are read as they were written', () => {
    const windows = ['5m', '15m', '1h', '4h', '1d', '7d'];
    const pair = fc
      .record({
        severity: fc.constantFrom('page' as const, 'ticket' as const),
        short: fc.nat({ max: windows.length - 2 }),
        more: fc.integer({ min: 1, max: windows.length - 1 }),
        factor: fc.integer({ min: 1, max: 100_000 }).map(n => n / 10),
      })
      .map(
        ({ severity, short, more, factor }): OwnPair => ({
          severity,
          shortWindow: windows[short],
          longWindow: windows[Math.min(windows.length - 1, short + more)],
          factor,
        }),
      );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 6 }), pairs => {
        expect(parseOwnPolicy(formatOwnPolicy(pairs))).toEqual({
          kind: 'policy',
          pairs,
        });
      }),
    );
  });

  it.each([
    ['mine', 'is no pair such as page-1h-5m-14.4'],
    ['', 'is no pair'],
    ['page-1h-5m', 'is no pair'],
    ['page-1h-5m-14.4_', 'is no pair'],
    ['alarm-1h-5m-14.4', 'is no pair'],
    ['page-1h-5m-1e3', 'is no pair'],
    ['page-1h-5x-14.4', 'Prometheus durations'],
    ['page-5m-1h-14.4', 'longer than its short one'],
    ['page-5m-5m-14.4', 'longer than its short one'],
    ['page-1h-1m-14.4', 'from 5m to 7d'],
    ['page-8d-1h-14.4', 'from 5m to 7d'],
    ['page-1h-5m-0', 'more than 0'],
    ['page-1h-5m-10001', 'at most 10000'],
    [Array(7).fill('page-1h-5m-14.4').join('_'), 'at most 6 pairs'],
  ])('%s: %s', (text, message) => {
    const parsed = parseOwnPolicy(text);
    expect(parsed).toMatchObject({
      kind: 'problem',
      message: expect.stringContaining(message),
    });
  });

  it('are the pairs that the same shares of the budget make', () => {
    const own = ownPolicy(workbook, 30);
    const known = alertPairsFor(30);
    own.pairs.forEach((pair, index) => {
      const { id: _, ...rest } = known[index];
      expect(pair).toMatchObject({
        ...rest,
        errorBudgetPercent: expect.closeTo(rest.errorBudgetPercent, 9),
      });
    });
    expect(new Set(own.pairs.map(({ id }) => id)).size).toBe(4);
  });

  it('do what the same windows under another name do', () => {
    const errorRatios = Array.from({ length: 600 }, (_, index) =>
      index > 300 && index < 320 ? 0.3 : 0.0001,
    );
    const { results } = backtest({
      history: { from: 0, sliceSeconds: 300, errorRatios },
      objectives: [0.999],
      policies: [
        { id: 'known', pairs: alertPairsFor(30) },
        ownPolicy(workbook, 30),
      ],
      incidents: [],
    });
    const [known, own] = results.map(
      ({ policyId: _, unreachablePairs: __, ...rest }) => rest,
    );
    expect(known.pages.length).toBeGreaterThan(0);
    expect(own).toEqual(known);
  });

  it.each([
    ['page-1h-5m-14.4_ticket-3d-6h-1', 'Own: 1h/5m above 14.4'],
    ['ticket-3d-6h-1', 'Own: 3d/6h above 1'],
    ['calm', 'Calm'],
    ['current', 'As it is'],
    ['gone', 'gone'],
  ])('%s is called %s', (id, title) => {
    expect(policyTitle(id)).toBe(title);
  });
});
