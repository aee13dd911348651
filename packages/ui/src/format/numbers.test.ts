import fc from 'fast-check';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatOneIn,
  formatPercent,
  formatRate,
  noValue,
} from './numbers';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [250, '250 ms'],
    [1_200, '1.2 s'],
    [12_000, '12 s'],
    [59_999.6, '1 m'],
    [90_000, '1 m 30 s'],
    [15_120_000, '4 h 12 m'],
    [3_600_000, '1 h'],
    [259_500_000, '3 d'],
    [273_600_000, '3 d 4 h'],
    [2_592_000_000, '30 d'],
    [-90_000, '−1 m 30 s'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('never has more than two parts', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), ms => {
        expect(formatDuration(ms)).toMatch(
          /^[\d.,]+ (ms|s|m|h|d)( \d+ (s|m|h))?$/,
        );
      }),
    );
  });
});

describe('formatPercent', () => {
  it.each([
    [1, '100 %'],
    [0.999, '99.9 %'],
    [0.9999, '99.99 %'],
    [0.998795, '99.87 %'],
    [0.99999999, '99.999999 %'],
    [0.95, '95 %'],
    [0.5, '50 %'],
    [0.12345, '12.34 %'],
    [0.0012, '0.12 %'],
    [0, '0 %'],
    [1.2, '120 %'],
  ])('%d is %s', (ratio, text) => {
    expect(formatPercent(ratio)).toBe(text);
  });

  it('gives the precise figure for a tooltip', () => {
    expect(formatPercent(0.998795, 4)).toBe('99.8795 %');
  });

  it('never rounds a miss up to 100 %', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.9999999, noNaN: true }), ratio => {
        expect(formatPercent(ratio)).not.toBe('100 %');
      }),
    );
  });
});

describe('formatOneIn', () => {
  it.each([
    [0, 'none'],
    [0.0012048, '1 in 830'],
    [0.4, '1 in 2.5'],
    [0.5, '1 in 2'],
    [0.75, '75 %'],
    [0.00001, '1 in 100k'],
    [0.000125, '1 in 8,000'],
  ])('%d is %s', (ratio, text) => {
    expect(formatOneIn(ratio)).toBe(text);
  });
});

describe('formatCount, formatRate, formatBytes', () => {
  it.each([
    [0, '0'],
    [842, '842'],
    [0.5, '0.5'],
    [9_310, '9,310'],
    [12_340, '12.3k'],
    [4_100_000, '4.1M'],
  ])('%d counts as %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it('gives rates per second and data in binary units', () => {
    expect(formatRate(12.34)).toBe('12.3 /s');
    expect(formatBytes(512)).toBe('512 B');
    expect(formatBytes(1_572_864)).toBe('1.5 MiB');
    expect(formatBytes(1023)).toBe('1,023 B');
  });
});

it.each([
  formatDuration,
  formatRate,
  formatCount,
  formatBytes,
  formatPercent,
  formatOneIn,
])('%p shows a missing number as a dash, not as zero', format => {
  expect(format(undefined)).toBe(noValue);
  expect(format(null)).toBe(noValue);
  expect(format(Number.NaN)).toBe(noValue);
  expect(format(Number.POSITIVE_INFINITY)).toBe(noValue);
});
