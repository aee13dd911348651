import fc from 'fast-check';
import { alertPairsFor } from '../alertPairs';
import { backtest, BacktestQuestion } from './backtest';
import { naiveFiring, naiveWindowRatio } from './naive.testUtils';
import { ErrorHistory, IncidentResult, PastIncident } from './types';
import { WindowRatios } from './windowRatios';

const start = 1_777_888_800;
const pairs = alertPairsFor(30);

function run(question: Partial<BacktestQuestion> & { history: ErrorHistory }) {
  return backtest({
    objectives: [0.999],
    policies: [{ id: 'current', pairs }],
    incidents: [],
    ...question,
  });
}

describe('backtests in general', () => {
  /** Multiples of 1/1024 add up without rounding, so that equal is equal. */
  const ratio = fc
    .oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 20 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 1_024 }) },
      { weight: 1, arbitrary: fc.constant(NaN) },
    )
    .map(value => value / 1_024);
  const ratios = fc.array(ratio, { minLength: 1, maxLength: 400 });
  const series = ratios.map(
    (errorRatios): ErrorHistory => ({
      from: start,
      sliceSeconds: 300,
      errorRatios,
    }),
  );
  const objectives = fc.double({ min: 0.5, max: 0.9999, noNaN: true });

  it('are what a naive reading of the definition gives', () => {
    fc.assert(
      fc.property(
        series,
        fc.boolean(),
        objectives,
        fc.array(fc.integer({ min: 0, max: 64 }), {
          minLength: 400,
          maxLength: 400,
        }),
        (past, hasTraffic, objective, events) => {
          const known = hasTraffic ? { ...past, events } : past;
          const windows = new WindowRatios(known, hasTraffic);
          for (const seconds of [300, 1_800, 3_600, 6 * 3_600]) {
            const fast = windows.over(seconds);
            fast.forEach((value, index) =>
              expect(value).toBe(naiveWindowRatio(known, index, seconds)),
            );
          }
          const [result] = run({
            history: known,
            objectives: [objective],
          }).results;
          const paging = naiveFiring(
            known,
            pairs.filter(({ severity }) => severity === 'page'),
            1 - objective,
          );
          expect(result.pageMinutes).toBe(paging.length * 5);
          expect(result.pages.map(page => page.from).slice(0, 1)).toEqual(
            paging.slice(0, 1).map(index => start + index * 300),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('spend exactly burn rate times budget', () => {
    fc.assert(
      fc.property(series, objectives, (past, objective) => {
        const [result] = run({
          history: past,
          objectives: [objective],
        }).results;
        const measured = Array.from(past.errorRatios).filter(Number.isFinite);
        const average =
          measured.reduce((sum, value) => sum + value, 0) / measured.length;
        const spent = (result.budgetSpent ?? NaN) * (1 - objective);
        // Of nothing the average is no number, and nothing is spent.
        expect(Number.isNaN(spent)).toBe(measured.length === 0);
        expect(spent || 0).toBeCloseTo(average || 0, 12);
      }),
    );
  });

  it('never give a stricter objective fewer minutes, alerts or less spent', () => {
    fc.assert(
      fc.property(series, objectives, objectives, (past, a, b) => {
        const [lax, strict] = run({
          history: past,
          objectives: [Math.min(a, b), Math.max(a, b)],
        }).results;
        expect(strict.breachMinutes).toBeGreaterThanOrEqual(lax.breachMinutes);
        expect(strict.pageMinutes).toBeGreaterThanOrEqual(lax.pageMinutes);
        expect(strict.budgetSpent ?? 0).toBeGreaterThanOrEqual(
          lax.budgetSpent ?? 0,
        );
      }),
    );
  });

  it('never let an alert be later for a stricter objective', () => {
    fc.assert(
      fc.property(series, objectives, objectives, (past, a, b) => {
        const outage = {
          id: 'all',
          title: 'All of it',
          severity: 'critical' as const,
          from: start,
          to: start + 400 * 300,
        };
        const [lax, strict] = run({
          history: past,
          objectives: [Math.min(a, b), Math.max(a, b)],
          incidents: [outage],
        }).results.map(({ incidents }) => incidents[0]);
        const seconds = ({ outcome, detectionSeconds }: IncidentResult) =>
          outcome === 'paged' ? detectionSeconds! : Infinity;
        expect(seconds(strict)).toBeLessThanOrEqual(seconds(lax));
      }),
    );
  });

  it('count every incident once', () => {
    const incidents = fc.array(
      fc.record({
        from: fc.integer({ min: -50, max: 450 }),
        slices: fc.integer({ min: 1, max: 40 }),
        severity: fc.constantFrom('info', 'warning', 'critical'),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(series, incidents, objectives, (past, drafts, objective) => {
        const tested = run({
          history: past,
          objectives: [objective],
          incidents: drafts.map(({ from, slices, severity }, index) => ({
            id: `${index}`,
            title: 'Something',
            severity: severity as PastIncident['severity'],
            from: start + from * 300,
            to: start + (from + slices) * 300,
          })),
        });
        const [result] = tested.results;
        const unknown = result.incidents.filter(({ outcome }) =>
          ['unseen', 'not-recorded'].includes(outcome),
        ).length;
        expect(result.hits + result.misses + unknown).toBe(
          tested.incidents.length,
        );
        expect(result.pagesWithoutIncident).toBeLessThanOrEqual(
          result.pages.length,
        );
      }),
    );
  });
});
