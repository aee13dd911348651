import fc from 'fast-check';
import { tiledErrorBound } from './periodRule';

/** Bad and all requests of the slices of a period, in ten tiles. */
const slices = fc.array(
  fc
    .tuple(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([total, ratio]) => ({ total, errors: total * ratio })),
  { minLength: 10, maxLength: 120 },
);

const sum = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0);

function tilesOf(all: readonly { total: number; errors: number }[]) {
  const size = Math.ceil(all.length / 10);
  return Array.from({ length: Math.ceil(all.length / size) }, (_, tile) => {
    const own = all.slice(tile * size, (tile + 1) * size);
    const total = sum(own.map(slice => slice.total));
    return { total, errors: sum(own.map(slice => slice.errors)) };
  })
    .filter(({ total }) => total > 0)
    .map(({ total, errors }) => ({ total, ratio: errors / total }));
}

describe('the tiled period rule', () => {
  it('is never further from the ratio of all requests than its bound', () => {
    fc.assert(
      fc.property(slices, all => {
        const tiles = tilesOf(all);
        fc.pre(tiles.length > 0);
        const exact =
          sum(all.map(({ errors }) => errors)) /
          sum(all.map(({ total }) => total));
        const tiled = sum(tiles.map(({ ratio }) => ratio)) / tiles.length;
        expect(Math.abs(tiled - exact)).toBeLessThanOrEqual(
          tiledErrorBound(tiles) + 1e-12,
        );
      }),
    );
  });

  it('is exact where tiles had equal traffic, or failed equally', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (ratios, total) => {
          const even = ratios.map(ratio => ({ ratio, total }));
          expect(tiledErrorBound(even)).toBeCloseTo(0, 12);
          const alike = ratios.map((_, index) => ({
            ratio: 0.25,
            total: index + 1,
          }));
          expect(tiledErrorBound(alike)).toBe(0);
        },
      ),
    );
  });

  it('has a bound that can be reached', () => {
    // All requests in one tile of two: half the average, and no ratio in the other.
    const tiles = [
      { ratio: 1, total: 100 },
      { ratio: 0, total: 0 },
    ];
    expect(tiledErrorBound(tiles)).toBe(0.5);
  });

  it('says nothing of a period without traffic', () => {
    expect(tiledErrorBound([{ ratio: 0, total: 0 }])).toBe(0);
  });
});
