import { slicesWithErrors, withoutBlankStart } from './withoutBlankStart';

const history = { from: 1_000, sliceSeconds: 300 };

describe('a history that begins later than it was asked for', () => {
  it('loses what was not there yet, with its traffic', () => {
    const trimmed = withoutBlankStart({
      ...history,
      errorRatios: [NaN, NaN, 0, NaN, 0.5],
      events: [1, 2, 3, 4, 5],
    });
    expect(trimmed.from).toBe(1_600);
    expect(Array.from(trimmed.errorRatios)).toEqual([0, NaN, 0.5]);
    expect(trimmed.events).toEqual([3, 4, 5]);
  });

  it.each([[[NaN, NaN]], [[]], [[0, NaN]]])('leaves %p alone', errorRatios => {
    const whole = { ...history, errorRatios };
    expect(withoutBlankStart(whole)).toBe(whole);
  });
});

it('slices with errors are counted from a moment on', () => {
  const whole = { ...history, errorRatios: [0.1, 0, NaN, 0.2] };
  expect(slicesWithErrors(whole)).toBe(2);
  expect(slicesWithErrors(whole, 1_300)).toBe(1);
});
