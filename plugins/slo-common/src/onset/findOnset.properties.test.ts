import fc from 'fast-check';
import { find, holds, secondsApart, seriesOf } from './__testUtils__/finding';
import { seededRandom } from './__testUtils__/simulatedBurn';

describe('an onset', () => {
  const bursts = fc.record({
    seed: fc.integer(),
    quiet: fc.integer({ min: 20, max: 200 }),
    burning: fc.integer({ min: 5, max: 100 }),
    factor: fc.double({ min: 8, max: 1_000, noNaN: true }),
    missing: fc.double({ min: 0, max: 0.3, noNaN: true }),
  });
  type Burst = typeof bursts extends fc.Arbitrary<infer T> ? T : never;

  /** A step in noise, with holes. */
  function planted({ seed, quiet, burning, factor, missing }: Burst) {
    const random = seededRandom(seed);
    const values = Array.from({ length: quiet + burning }, (_, index) => {
      const value =
        (index < quiet ? 0.2 : 0.2 * factor) * (0.8 + 0.4 * random());
      return random() < missing ? null : value;
    });
    return seriesOf(values);
  }

  it('the begin lies within the bounds of a planted step', () => {
    fc.assert(
      fc.property(bursts, burst => {
        const onset = find(planted(burst));
        expect(holds(onset, burst.quiet * 60 - 30)).toBe(true);
      }),
    );
  });

  it('the best guess lies within its own bounds, and these in the series', () => {
    const levelled = (max: number) =>
      fc.array(
        fc.oneof(
          { weight: 9, arbitrary: fc.integer({ min: -1, max }) },
          {
            weight: 1,
            arbitrary: fc.constantFrom(null, undefined, NaN, Infinity, 0),
          },
        ),
        { minLength: 2, maxLength: 60 },
      );
    let count = 0;
    fc.assert(
      fc.property(
        levelled(1),
        levelled(100),
        levelled(1),
        levelled(1e6),
        (...parts) => {
          const values = parts.flat();
          const onset = find(seriesOf(values), { visibleAfterSeconds: 60 });
          count += onset.kind === 'found' ? 1 : 0;
          const isInOrder =
            onset.kind !== 'found' ||
            (onset.earliest >= 0 &&
              onset.earliest <= onset.at &&
              onset.at <= onset.latest &&
              onset.latest <= values.length * 60);
          expect(isInOrder).toBe(true);
        },
      ),
    );
    expect(count).toBeGreaterThan(20);
  });

  it('a shift in time shifts the answer', () => {
    fc.assert(
      fc.property(bursts, fc.integer({ min: 0, max: 2e9 }), (burst, shift) => {
        const series = planted(burst);
        const onset = find(series);
        const shifted = find({
          ...series,
          timestamps: series.timestamps.map(at => at + shift),
        });
        expect(secondsApart(shifted, onset, shift)).toBeLessThan(1e-3);
      }),
    );
  });

  it('a factor changes nothing', () => {
    const factors = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(bursts, factors, (burst, factor) => {
        const series = planted(burst);
        const onset = find(series);
        const scaled = find(
          {
            ...series,
            values: series.values.map(value => value && value * factor),
          },
          { burningAbove: factor },
        );
        expect(secondsApart(scaled, onset)).toBeLessThan(1e-3);
      }),
    );
  });

  it('what is not there is the same as what is no number', () => {
    fc.assert(
      fc.property(bursts, burst => {
        const series = planted(burst);
        const present = series.timestamps.filter(
          (_, index) => series.values[index] !== null,
        );
        const without = {
          ...series,
          timestamps: present,
          values: series.values.filter(value => value !== null),
        };
        const withNaN = {
          ...series,
          values: series.values.map(value => value ?? NaN),
        };
        expect(find(without)).toEqual(find(series));
        expect(find(withNaN)).toEqual(find(series));
      }),
    );
  });
});
