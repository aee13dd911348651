import fc from 'fast-check';
import { linesAtOnce } from './linesAtOnce';

const from = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => first + index);

describe('the lines of one frame', () => {
  it('are all, while only some are new', () => {
    const wanted = from(100, 24);
    expect(linesAtOnce(wanted, line => line < 112, 104)).toEqual(wanted);
  });

  it('are those in view first, then those below, then those above', () => {
    const wanted = from(100, 24);
    const nothing = () => false;
    const first = linesAtOnce(wanted, nothing, 104);
    expect(first).toEqual(from(104, 12));
    const second = linesAtOnce(wanted, line => first.includes(line), 104);
    // Eight are left below the first ones; of those above, the nearest.
    expect(second).toEqual(from(100, 24));
    expect(linesAtOnce(from(100, 24), nothing, 120)).toEqual(from(112, 12));
  });

  it('keep what is drawn, and come to all that is wanted', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(500), { maxLength: 80 }),
        fc.uniqueArray(fc.nat(500), { maxLength: 80 }),
        fc.nat(500),
        (some, before, firstInView) => {
          const wanted = [...some].sort((one, other) => one - other);
          const nextFrame = (drawn: ReadonlySet<number>) => {
            const isDrawn = (line: number) => drawn.has(line);
            const lines = linesAtOnce(wanted, isDrawn, firstInView);
            const isNew = (line: number) => !isDrawn(line);
            expect(lines.filter(isNew).length).toBeLessThanOrEqual(12);
            expect(lines).toEqual(wanted.filter(line => lines.includes(line)));
            expect(lines).toEqual(
              expect.arrayContaining(wanted.filter(isDrawn)),
            );
            return new Set(lines);
          };
          let drawn = nextFrame(new Set(before));
          for (let frame = 1; frame < 8; frame += 1) {
            drawn = nextFrame(drawn);
          }
          expect([...drawn]).toEqual(wanted);
        },
      ),
    );
  });
});
