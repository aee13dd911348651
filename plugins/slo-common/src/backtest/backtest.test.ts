import { alertPairsFor, workbookAlertWindows } from '../alertPairs';
import { backtest, BacktestQuestion } from './backtest';
import { policyCandidates } from './candidates';
import { AlertRun, ErrorHistory, PastIncident } from './types';
import { WindowRatios } from './windowRatios';

const minutes = 60;
const hour = 3_600;
const day = 86_400;
const start = 1_777_888_800;
const pairs = alertPairsFor(30);
const workbook = { id: 'current', pairs };

/** A past of five-minute slices that fails nothing but where it is told to. */
function history(
  days: number,
  ratioAt: (at: number) => number = () => 0,
): ErrorHistory {
  const from = start + 5 * minutes;
  return {
    from,
    sliceSeconds: 5 * minutes,
    errorRatios: Array.from({ length: days * 288 }, (_, index) =>
      ratioAt(from + index * 5 * minutes - start),
    ),
  };
}

/** Seconds from the start of the past. */
const between = (from: number, to: number) => (at: number) =>
  at > from && at <= to;

function run(question: Partial<BacktestQuestion> & { history: ErrorHistory }) {
  return backtest({
    objectives: [0.999],
    policies: [workbook],
    incidents: [],
    ...question,
  });
}

const incident = (
  from: number,
  to: number,
  override: Partial<PastIncident> = {},
): PastIncident => ({
  id: 'outage',
  title: 'An outage',
  severity: 'critical',
  from: start + from,
  to: start + to,
  ...override,
});

describe('a backtest', () => {
  it('pages for what burns fast, and says how soon', () => {
    const outage = between(2 * day, 2 * day + hour);
    const tested = run({
      history: history(4, at => (outage(at) ? 0.1 : 0)),
      incidents: [incident(2 * day, 2 * day + hour)],
    });
    const [result] = tested.results;
    expect(result).toMatchObject({
      hits: 1,
      misses: 0,
      pagesWithoutIncident: 0,
      breachMinutes: 60,
      unreachablePairs: [],
    });
    // Two slices of 10 % make 1.67 % of the hour: more than 14.4 x 0.1 %.
    expect(result.incidents).toEqual([
      { id: 'outage', outcome: 'paged', detectionSeconds: 10 * minutes },
    ]);
    expect(result.pages).toHaveLength(1);
    expect(result.pages[0].from).toBe(start + 2 * day + 10 * minutes);
    // 12 of 1,152 slices at 10 %, of a budget of 0.1 %.
    expect(result.budgetSpent).toBeCloseTo((12 * 0.1) / 1152 / 0.001, 9);
    expect(tested).toMatchObject({ coverage: 1, weighting: 'slices' });
  });

  it('opens a ticket for what burns slowly', () => {
    const leak = between(2 * day, 3 * day);
    const tested = run({
      history: history(5, at => (leak(at) ? 0.004 : 0)),
      incidents: [incident(2 * day, 3 * day, { severity: 'warning' })],
    });
    const [result] = tested.results;
    expect(result.pages).toEqual([]);
    expect(result.tickets.length).toBeGreaterThan(0);
    expect(result.incidents[0]).toMatchObject({ outcome: 'ticketed' });
    expect([result.hits, result.misses]).toEqual([1, 0]);
  });

  it('does not count a ticket for a critical incident', () => {
    const leak = between(2 * day, 3 * day);
    const { results } = run({
      history: history(5, at => (leak(at) ? 0.004 : 0)),
      incidents: [incident(2 * day, 3 * day)],
    });
    expect([results[0].hits, results[0].misses]).toEqual([0, 1]);
  });

  it('tells a miss from what the SLI cannot see', () => {
    const blip = between(day, day + 20 * minutes);
    const { results, incidents } = run({
      history: history(4, at => (blip(at) ? 0.01 : 0.0001)),
      incidents: [
        incident(day, day + 20 * minutes, { id: 'blip' }),
        incident(2 * day, 2 * day + hour, { id: 'elsewhere' }),
      ],
    });
    expect(results[0].incidents).toEqual([
      { id: 'blip', outcome: 'missed' },
      { id: 'elsewhere', outcome: 'unseen' },
    ]);
    expect(results[0].misses).toBe(1);
    expect(incidents.map(({ isVisible }) => isVisible)).toEqual([true, false]);
    expect(incidents[0].errorRatio).toBeCloseTo(0.01, 9);
  });

  it('says nothing of an incident that is not recorded', () => {
    const gap = between(2 * day, 2 * day + hour);
    const { results, coverage } = run({
      history: history(4, at => (gap(at) ? NaN : 0)),
      incidents: [incident(2 * day, 2 * day + hour)],
    });
    expect(results[0].incidents[0].outcome).toBe('not-recorded');
    expect([results[0].hits, results[0].misses]).toEqual([0, 0]);
    expect(coverage).toBeCloseTo(1 - 12 / 1152, 9);
  });

  it('counts pages that no incident explains', () => {
    const outages = [day, 2 * day, 3 * day].map(from =>
      between(from, from + hour),
    );
    const { results } = run({
      history: history(4, at => (outages.some(is => is(at)) ? 0.1 : 0)),
      incidents: [
        incident(2 * day + 30 * minutes, 2 * day + 2 * hour),
        incident(10 * day, 11 * day, { id: 'after the history' }),
      ],
    });
    expect(results[0]).toMatchObject({ hits: 1, pagesWithoutIncident: 2 });
    // It was noticed later than the alert.
    expect(results[0].medianDetectionSeconds).toBe(0);
    expect(results[0].incidents).toHaveLength(1);
  });

  it('takes a flicker for one alert, and a later one for another', () => {
    const [policy] = [
      {
        id: 'bare',
        pairs: alertPairsFor(30, [
          {
            severity: 'page',
            speed: 'quick',
            errorBudgetPercent: 0.5,
            shortWindow: '5m',
            longWindow: '10m',
          },
        ]),
      },
    ];
    const failing = [0, 600, 1_200, 6_000].map(offset =>
      between(day + offset, day + offset + 5 * minutes),
    );
    const { results } = run({
      history: history(2, at => (failing.some(is => is(at)) ? 1 : 0)),
      policies: [policy],
    });
    expect(results[0].pages).toEqual<AlertRun[]>([
      { from: start + day + 300, to: start + day + 1_500 },
      { from: start + day + 6_300, to: start + day + 6_300 },
    ]);
    expect(results[0].pageMinutes).toBe(20);
  });

  it('fills its windows with what is before, without judging it', () => {
    const outage = between(day, day + 6 * hour);
    const past = history(3, at => (outage(at) ? 0.1 : 0));
    const { results, from } = run({
      history: past,
      judgedFrom: start + day + 5 * hour,
    });
    expect(from).toBe(start + day + 5 * hour);
    expect(results[0].breachMinutes).toBe(65);
    expect(results[0].pages[0].from).toBe(from);
  });

  it('weighs windows by traffic where it is known', () => {
    const errorRatios = [0, 1, 0, 0];
    const past = { from: start, sliceSeconds: 300, errorRatios };
    const even = new WindowRatios(past, false).over(1_200);
    const weighed = new WindowRatios(
      { ...past, events: [10, 1, 10, 19] },
      true,
    ).over(1_200);
    expect(even[3]).toBeCloseTo(1 / 4, 12);
    expect(weighed[3]).toBeCloseTo(1 / 40, 12);
    expect(
      run({ history: { ...past, events: [10, 1, 10, 19] } }),
    ).toMatchObject({
      weighting: 'traffic',
      // The period is averaged evenly all the same, as in Sloth's rule.
      results: [{ budgetSpent: expect.closeTo(250, 6) }],
    });
  });

  it('knows the pairs that can never fire', () => {
    const { results } = run({ history: history(1), objectives: [0.9] });
    expect(results[0].unreachablePairs).toEqual(['page-quick']);
  });

  it('has no numbers where nothing is recorded', () => {
    const { results, coverage } = run({ history: history(1, () => NaN) });
    expect(coverage).toBe(0);
    expect(results[0]).toMatchObject({ breachMinutes: 0, pages: [] });
    expect(results[0].budgetSpent).toBeUndefined();
    const nothing = run({ history: { ...history(1), errorRatios: [] } });
    expect(nothing.coverage).toBe(0);
  });

  it('tries every objective with every policy', () => {
    const past = history(33, at => ((at * 7919) % 100_003) / 1e8);
    const incidents = Array.from({ length: 20 }, (_, index) =>
      incident(4 * day + index * day, 4 * day + index * day + hour, {
        id: `${index}`,
      }),
    );
    const { results } = backtest({
      history: past,
      judgedFrom: start + 3 * day,
      objectives: Array.from({ length: 25 }, (_, n) => 0.9 + n * 0.0039),
      policies: policyCandidates(30, workbookAlertWindows),
      incidents,
    });
    expect(results).toHaveLength(100);
    expect(results.every(result => result.incidents.length === 20)).toBe(true);
  });
});
