import fc from 'fast-check';
import { median } from './median';

const numbers = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), {
  minLength: 1,
});

describe('median', () => {
  it.each([
    [[3], 3],
    [[1, 2], 1.5],
    [[9, 1, 2], 2],
    [[10, 9, 2, 1], 5.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('has as many values below as above', () => {
    fc.assert(
      fc.property(numbers, values => {
        const middle = median(values);
        const below = values.filter(value => value < middle).length;
        const above = values.filter(value => value > middle).length;
        expect(below).toBeLessThanOrEqual(values.length / 2);
        expect(above).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(numbers, values => {
        expect(median([...values].reverse())).toBe(median(values));
      }),
    );
  });

  it('refuses no values', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});
