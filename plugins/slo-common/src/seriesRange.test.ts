import fc from 'fast-check';
import {
  coverageOf,
  maxSeriesPoints,
  planSeriesRange,
  seriesTimestamps,
  windowForStep,
} from './seriesRange';

describe('planSeriesRange', () => {
  it('never has more points than allowed, and covers the range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000 }),
        fc.integer({ min: 1, max: 400 * 86_400 }),
        (from, length) => {
          const range = planSeriesRange(from, from + length);
          const timestamps = seriesTimestamps(range);
          expect(timestamps.length).toBeLessThanOrEqual(maxSeriesPoints);
          expect(range.from % range.stepSeconds).toBe(0);
          expect(range.to % range.stepSeconds).toBe(0);
          expect(range.from).toBeLessThanOrEqual(from);
          expect(from + length - range.to).toBeLessThan(range.stepSeconds);
          expect(timestamps[0]).toBe(range.from);
          expect(timestamps.at(-1)).toBe(range.to);
        },
      ),
    );
  });

  it('gives everybody who looks at the last hour the same question', () => {
    const now = 1_777_888_803;
    expect(planSeriesRange(now - 3_600, now)).toEqual(
      planSeriesRange(now - 3_600 + 5, now + 5),
    );
  });

  it('covers thirty days in steps of an hour', () => {
    const to = 1_777_888_800;
    expect(planSeriesRange(to - 30 * 86_400, to).stepSeconds).toBe(3_600);
  });

  it.each([
    [2, 1],
    [1, 1],
    [NaN, 1],
    [0, Infinity],
  ])('refuses %p to %p', (from, to) => {
    expect(() => planSeriesRange(from, to)).toThrow(RangeError);
  });
});

describe('windowForStep', () => {
  const windows = [{ seconds: 3_600 }, { seconds: 300 }, { seconds: 1_800 }];

  it.each([
    [15, 300],
    [300, 300],
    [301, 1_800],
    [3_600, 3_600],
    [86_400, 3_600],
  ])('at a step of %d s takes the %d s window', (step, seconds) => {
    expect(windowForStep(windows, step)).toEqual({ seconds });
  });

  it('has none where nothing is recorded', () => {
    expect(windowForStep([], 15)).toBeUndefined();
  });
});

describe('coverageOf', () => {
  it.each([
    [[1, null, 0, null], 0.5],
    [[], 0],
    [[null], 0],
    [[0, 0], 1],
  ])('of %p is %p', (values, coverage) => {
    expect(coverageOf(values)).toBe(coverage);
  });
});
