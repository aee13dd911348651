import { alertPairsFor, evaluatePair } from './alertPairs';
import {
  alertPairInWords,
  budgetInWords,
  durationInWords,
  objectiveInWords,
  percentInWords,
  rateInWords,
  reasonInWords,
  rollUpInWords,
  sloInWords,
} from './words';
import { rollUp } from './rollUp';
import { Slo } from './schema';
import { SloReason } from './state';

/** Non-breaking spaces as ordinary ones, so that the tables can be read. */
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('durationInWords', () => {
  it.each([
    [0, '0 s'],
    [0.4, '0 s'],
    [12, '12 s'],
    [59.6, '1 m'],
    [60, '1 m'],
    [2_592, '43 m 12 s'],
    [-2_592, '43 m 12 s'],
    [15_120, '4 h 12 m'],
    [3_599.7, '1 h'],
    [86_399, '1 d'],
    [273_600, '3 d 4 h'],
  ])('%d seconds: %s', (seconds, words) => {
    expect(plain(durationInWords(seconds))).toBe(words);
  });
});

describe('numbers in words', () => {
  it.each([
    [0.9990000000000001, '99.9 %'],
    [0.9995, '99.95 %'],
    [0.99999, '99.999 %'],
    [1, '100 %'],
  ])('%d is %s', (ratio, words) => {
    expect(plain(percentInWords(ratio))).toBe(words);
  });

  it.each([
    [14.4, '14.4'],
    [0.93333333, '0.933'],
    [131.7, '132'],
    [6, '6'],
    [0, '0'],
  ])('a burn rate of %d is %s', (rate, words) => {
    expect(rateInWords(rate)).toBe(words);
  });

  it('say what an objective allows', () => {
    expect(plain(objectiveInWords(0.9990000000000001, 30))).toBe(
      '99.9 % over 30 days: at most 43 m 12 s of full outage',
    );
    expect(plain(objectiveInWords(1, 1))).toBe(
      '100 % over 1 day: no failure is allowed, so there is no budget to spend',
    );
  });

  it.each([
    [1, '43 m 12 s of budget left'],
    [0.5, '21 m 36 s of budget left'],
    [0, '0 s of budget left'],
    [-0.25, '10 m 48 s overspent'],
  ])('with %d of the budget: %s', (remaining, words) => {
    expect(plain(budgetInWords(remaining, 0.999, 30))).toBe(words);
  });
});

describe('alertPairInWords', () => {
  const [page] = alertPairsFor(30);
  const ticket = alertPairsFor(30)[3];

  it.each([
    [
      0.0032,
      0.0032,
      'Long 1h burns at 3.2 of 14.4: would page if it rose 4.5 ×',
    ],
    [
      0.004,
      0.0032,
      'Long 1h burns at 3.2 of 14.4: would page if it rose 4.5 ×',
    ],
    [
      0.0008,
      0.0032,
      'Long 1h burns at 3.2 of 14.4: would page if it rose 4.5 × and short 5m, at 0.8, 18 ×',
    ],
    [
      0,
      0.0032,
      'Long 1h burns at 3.2 of 14.4: would page if it rose 4.5 × and short 5m, which does not burn, above 14.4',
    ],
    [0, 0, 'Long 1h burns at 0 of 14.4: nothing burns'],
    [
      0.02,
      0.02,
      'Long 1h burns at 20 of 14.4 and short 5m is above it too: pages',
    ],
    [
      0.02,
      0.01,
      'Long 1h burns at 10 of 14.4, short 5m is above it already: would page if it went on',
    ],
    [
      0.001,
      0.02,
      'Long 1h burns at 20 of 14.4, short 5m is below it again: recovering',
    ],
    [undefined, 0.02, 'Short 5m has no measurement, so it cannot page'],
    [0.02, undefined, 'Long 1h has no measurement, so it cannot page'],
  ])('short %p, long %p: %s', (short, long, words) => {
    const evaluated = evaluatePair(page, 0.999, [
      { seconds: 300, errorRatio: short },
      { seconds: 3_600, errorRatio: long },
    ]);
    expect(plain(alertPairInWords(evaluated, 0.999))).toBe(words);
  });

  it.each([
    [0.0032, 0.0032, 1, 1],
    [0.0008, 0.0032, 18 / 4.5, 1],
  ])(
    'names what it takes: short %d, long %d',
    (short, long, shortTimes, longTimes) => {
      const phaseAt = (times: number) =>
        evaluatePair(page, 0.999, [
          { seconds: 300, errorRatio: short * times * shortTimes },
          { seconds: 3_600, errorRatio: long * times * longTimes },
        ]).phase;
      expect(phaseAt(4.49)).toBe('quiet');
      expect(phaseAt(4.51)).toBe('firing');
    },
  );

  it('speaks of tickets where nobody is paged', () => {
    const evaluated = evaluatePair(ticket, 0.999, [
      { seconds: 21_600, errorRatio: 0.002 },
      { seconds: 259_200, errorRatio: 0.002 },
    ]);
    expect(plain(alertPairInWords(evaluated, 0.999))).toBe(
      'Long 3d burns at 2 of 1 and short 6h is above it too: opens a ticket',
    );
  });

  it('says so when a threshold cannot be reached', () => {
    const evaluated = evaluatePair(page, 0.9, [
      { seconds: 300, errorRatio: 1 },
      { seconds: 3_600, errorRatio: 1 },
    ]);
    expect(plain(alertPairInWords(evaluated, 0.9))).toBe(
      'Can never page: it needs 144 % of errors',
    );
  });

  it('counts errors where there is no budget to burn', () => {
    const evaluated = evaluatePair(page, 1, [
      { seconds: 300, errorRatio: 0.01 },
      { seconds: 3_600, errorRatio: 0.01 },
    ]);
    expect(plain(alertPairInWords(evaluated, 1))).toBe(
      'Long 1h fails 1 % and short 5m is above it too: pages',
    );
  });
});

describe('reasonInWords', () => {
  it.each<[SloReason, string]>([
    [
      { code: 'burning', severity: 'page', pairs: [] },
      'Burning its budget at page rate',
    ],
    [
      { code: 'burning', severity: 'ticket', pairs: [] },
      'Burning its budget at ticket rate',
    ],
    [
      { code: 'no-traffic', window: '5m' },
      'No traffic in the last 5m, so there is nothing to judge',
    ],
    [
      { code: 'not-recorded', window: '5m' },
      'Nothing is recorded for the last 5m: no traffic, or its metrics are missing',
    ],
    [{ code: 'not-recorded' }, 'No error ratio is recorded yet'],
  ])('%j: %s', (reason, words) => {
    expect(reasonInWords(reason)).toBe(words);
  });
});

describe('sloInWords', () => {
  const slo: Slo = {
    id: 's~a~b',
    source: 's',
    service: 'a',
    name: 'latency',
    objective: 0.99,
    periodDays: 30,
    windows: [],
    owners: [],
    state: 'critical',
    reason: { code: 'burning', severity: 'page', pairs: ['page-quick'] },
    budgetRemaining: 0.5,
  };

  it('names the SLO, the reason and the budget', () => {
    expect(plain(sloInWords(slo))).toBe(
      'latency: burning its budget at page rate; 3 h 36 m of budget left',
    );
  });

  it('keeps quiet about a budget nobody knows', () => {
    expect(
      sloInWords({
        ...slo,
        state: 'no-data',
        reason: { code: 'not-recorded' },
      }),
    ).toBe('latency: no error ratio is recorded yet');
  });
});

describe('rollUpInWords', () => {
  const healthy: Slo = {
    id: 's~a~availability',
    source: 's',
    service: 'a',
    name: 'availability',
    objective: 0.999,
    periodDays: 30,
    windows: [],
    owners: [],
    state: 'ok',
    reason: { code: 'within-objective' },
    budgetRemaining: 0.5,
  };
  const burning: Slo = {
    ...healthy,
    name: 'latency',
    state: 'critical',
    reason: { code: 'burning', severity: 'page', pairs: ['page-quick'] },
  };

  it.each<[Slo[], string]>([
    [[], 'No SLOs'],
    [[healthy], 'availability: within its objective; 21 m 36 s of budget left'],
    [
      [healthy, { ...healthy, budgetRemaining: 1 }],
      'All 2 SLOs hold; least left: availability: within its objective; 21 m 36 s of budget left',
    ],
    [
      [healthy, burning],
      '1 of 2 SLOs: latency: burning its budget at page rate; 21 m 36 s of budget left',
    ],
    [
      [burning, healthy, { ...burning, name: 'later', budgetRemaining: 0.6 }],
      '2 of 3 SLOs; first latency: burning its budget at page rate; 21 m 36 s of budget left',
    ],
  ])('%#: %p', (slos, words) => {
    expect(plain(rollUpInWords(rollUp(slos)))).toBe(words);
  });
});
