import fc from 'fast-check';
import { poissonInterval } from './poisson';

describe('the interval of a count', () => {
  it.each([
    // Exact 90 % limits of the Poisson distribution, to three digits.
    { count: 0, low: 0, high: 3.0 },
    { count: 1, low: 0.0513, high: 4.74 },
    { count: 5, low: 1.97, high: 10.5 },
    { count: 10, low: 5.43, high: 17.0 },
    { count: 100, low: 84.1, high: 118.1 },
  ])('of $count is about $low to $high', ({ count, low, high }) => {
    const interval = poissonInterval(count);
    // Byar's approximation is within two hundredths from five events on.
    const tolerance = count < 5 ? 0.3 : 0.05;
    expect(Math.abs(interval.low - low)).toBeLessThan(tolerance);
    expect(Math.abs(interval.high - high)).toBeLessThan(tolerance);
  });

  it('surrounds the count and grows with it', () => {
    const counts = fc.double({ min: 0, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)].map(
          poissonInterval,
        );
        expect(fewer.low).toBeLessThanOrEqual(Math.min(a, b));
        expect(fewer.high).toBeGreaterThanOrEqual(Math.min(a, b));
        expect(fewer.low).toBeLessThanOrEqual(more.low);
        expect(fewer.high).toBeLessThanOrEqual(more.high);
      }),
    );
  });
});
