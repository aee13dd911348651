import fc from 'fast-check';
import { slope } from './slope';

describe('slope', () => {
  it('is that of a line, wherever it begins', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 2, max: 50 }),
        (start, growth, length) => {
          const line = Array.from({ length }, (_, n) => start + n * growth);
          expect(slope(line)).toBeCloseTo(growth, 6);
        },
      ),
    );
  });

  it('is not led astray by noise that goes up and down', () => {
    expect(slope([5, 7, 5, 7, 5, 7, 5])).toBeCloseTo(0, 9);
  });

  it('needs two values', () => {
    expect(() => slope([1])).toThrow(RangeError);
  });
});
