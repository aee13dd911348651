import { oneFailureIn, outageSeconds, spanInWords } from './errorBudget';

describe('outageSeconds', () => {
  // Checked by hand: 30 days are 2,592,000 seconds.
  it.each([
    [99, 25_920],
    [99.5, 12_960],
    [99.9, 2_592],
    [99.95, 1_296],
    [99.99, 259.2],
  ])('%s %% leaves %s s in 30 days', (objective, seconds) => {
    expect(outageSeconds(objective)).toBeCloseTo(seconds, 3);
  });

  it('takes the window that it is given', () => {
    expect(outageSeconds(99, 7)).toBeCloseTo(6_048, 3);
  });

  it.each([0, 100, -1, 101, NaN])('refuses %s', objective => {
    expect(() => outageSeconds(objective)).toThrow(RangeError);
  });
});

describe('spanInWords', () => {
  it.each([
    [25_920, '7 h 12 m'],
    [2_592, '43 m 12 s'],
    [259.2, '4 m 19 s'],
    [3_600, '1 h'],
    [259_200, '3 d'],
    [86_700, '1 d'],
    [0, '0 s'],
    [0.4, '0 s'],
  ])('%s s is %s', (seconds, words) => {
    expect(spanInWords(seconds)).toBe(words);
  });
});

it('counts requests of which one may fail', () => {
  expect([99, 99.5, 99.9, 99.95, 99.99].map(oneFailureIn)).toEqual([
    100, 200, 1000, 2000, 10_000,
  ]);
});
