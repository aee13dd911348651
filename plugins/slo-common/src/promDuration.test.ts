import fc from 'fast-check';
import { formatPromDuration, promDurationSeconds } from './promDuration';

describe('Prometheus durations', () => {
  it.each([
    ['5m', 300],
    ['1h', 3_600],
    ['1d', 86_400],
    ['3d', 259_200],
    ['4w', 2_419_200],
    ['30d', 2_592_000],
    ['1h30m', 5_400],
    ['90s', 90],
  ])('%s is %d seconds', (text, seconds) => {
    expect(promDurationSeconds(text)).toBe(seconds);
  });

  it.each([
    [300, '5m'],
    [86_400, '1d'],
    [7 * 86_400, '1w'],
    [28 * 86_400, '4w'],
    [30 * 86_400, '30d'],
    [5_400, '1h30m'],
    // Sloth's custom 30d catalog has a window of 36 hours.
    [129_600, '1d12h'],
    [8 * 86_400, '8d'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatPromDuration(seconds)).toBe(text);
  });

  it.each(['', '0s', '5', 'm', '1m1h', '5 m', '-5m', '1.5h'])(
    '%p is none',
    text => {
      expect(promDurationSeconds(text)).toBeUndefined();
    },
  );

  it.each([0, -1, 1.5, NaN])('cannot be made of %p seconds', seconds => {
    expect(() => formatPromDuration(seconds)).toThrow(RangeError);
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 86_400 }), seconds => {
        expect(promDurationSeconds(formatPromDuration(seconds))).toBe(seconds);
      }),
    );
  });
});
