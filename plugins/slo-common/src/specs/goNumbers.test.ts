import fc from 'fast-check';
import { formatGoFloat, formatGoFloat32 } from './goNumbers';

describe('numbers as Go writes them', () => {
  // As printed by Go 1.26 with %g, and with strconv.FormatFloat at 32 bits.
  it.each([
    [1_234_567, '1.234567e+06', '1.234567e+06'],
    [1_000_000, '1e+06', '1e+06'],
    [100_000, '100000', '100000'],
    [1e22, '1e+22', '1e+22'],
    [0.0001, '0.0001', '0.0001'],
    [0.00001, '1e-05', '1e-05'],
    [0.9990000000000001, '0.9990000000000001', '0.999'],
    [0.9333333333333332, '0.9333333333333332', '0.93333334'],
    [123_456_789.5, '1.234567895e+08', '1.2345679e+08'],
    [14.4, '14.4', '14.4'],
    [-0.25, '-0.25', '-0.25'],
    [0, '0', '0'],
  ])('%p', (value, wide, narrow) => {
    expect(formatGoFloat(value)).toBe(wide);
    expect(formatGoFloat32(value)).toBe(narrow);
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        value => {
          expect(Number(formatGoFloat(value))).toBe(value === 0 ? 0 : value);
        },
      ),
    );
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), value => {
        const read = Number(formatGoFloat32(value));
        expect(Math.fround(read)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
