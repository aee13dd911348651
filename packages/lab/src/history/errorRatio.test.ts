import fc from 'fast-check';
import { errorRatios } from './errorRatio';
import { slotSeconds } from './simulate';

const from = 1_800_000_000;

/** Slots with at most as many bad events as there are events. */
const slots = fc.array(
  fc
    .tuple(fc.nat({ max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([total, share]) => ({ total, bad: Math.floor(total * share) })),
  { minLength: 1, maxLength: 50 },
);

const ratiosOf = (events: ReadonlyArray<{ total: number; bad: number }>) =>
  errorRatios(
    {
      bad: Float64Array.from(events, ({ bad }) => bad),
      total: Float64Array.from(events, ({ total }) => total),
    },
    from,
  );

describe('errorRatios', () => {
  it('is a ratio or nothing, for any window at any moment', () => {
    fc.assert(
      fc.property(
        slots,
        fc.integer({ min: -1000, max: 20_000 }),
        fc.integer({ min: 1, max: 2_592_000 }),
        (events, offset, windowSeconds) => {
          const ratio = ratiosOf(events).ratio(from + offset, windowSeconds);
          expect(ratio === undefined || (ratio >= 0 && ratio <= 1)).toBe(true);
        },
      ),
    );
  });

  it('weighs each event the same over whole slots', () => {
    fc.assert(
      fc.property(slots, events => {
        const sum = (key: 'bad' | 'total') =>
          events.reduce((total, slot) => total + slot[key], 0);
        const span = events.length * slotSeconds;
        const ratio = ratiosOf(events).ratio(from + span, span);
        // -1 stands for nothing: a ratio is never less than 0.
        const expected = sum('total') === 0 ? -1 : sum('bad') / sum('total');
        expect(ratio ?? -1).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('goes from one slot to the next in proportion', () => {
    const ratios = ratiosOf([
      { total: 100, bad: 0 },
      { total: 100, bad: 100 },
    ]);
    const third = from + slotSeconds + slotSeconds / 3;
    expect(ratios.ratio(third, slotSeconds)).toBeCloseTo(1 / 3, 10);
  });

  it('knows nothing where nothing happened', () => {
    const ratios = ratiosOf([
      { total: 0, bad: 0 },
      { total: 5, bad: 1 },
    ]);
    expect(ratios.ratio(from + slotSeconds, slotSeconds)).toBeUndefined();
    expect(ratios.ratio(from, 3600)).toBeUndefined();
  });
});
