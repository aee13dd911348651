import * as fc from 'fast-check';
import { startOrder, type Orderable } from './order';

const part = (name: string, ...needs: string[]): Orderable => ({ name, needs });
const names = (parts: Orderable[]) => parts.map(({ name }) => name);

describe('startOrder', () => {
  it('puts what is needed first and otherwise keeps the order', () => {
    const sorted = startOrder([
      part('portal', 'identity'),
      part('platform', 'gitea', 'postgres'),
      part('identity'),
      part('postgres'),
      part('gitea'),
    ]);
    expect(names(sorted)).toEqual([
      'identity',
      'portal',
      'gitea',
      'postgres',
      'platform',
    ]);
  });

  it('names the circle', () => {
    expect(() =>
      startOrder([part('a', 'b'), part('b', 'c'), part('c', 'b')]),
    ).toThrow('Parts need each other: b → c → b');
  });

  it('names a part that is not there', () => {
    expect(() => startOrder([part('a', 'ghost')])).toThrow(
      "Part 'a' needs 'ghost', which is not there",
    );
  });

  it('starts everything once, after its needs, whatever the graph', () => {
    // A part needs only parts with a lower number, so there is no circle.
    const graphs = fc
      .array(fc.array(fc.nat(20), { maxLength: 4 }), { maxLength: 20 })
      .map(needs =>
        needs.map((numbers, index) =>
          part(
            `${index}`,
            ...numbers.filter(n => n < index).map(number => `${number}`),
          ),
        ),
      )
      .chain(parts => fc.shuffledSubarray(parts, { minLength: parts.length }));
    fc.assert(
      fc.property(graphs, parts => {
        const sorted = names(startOrder(parts));
        expect([...sorted].sort()).toEqual(names(parts).sort());
        for (const { name, needs } of parts) {
          for (const need of needs) {
            expect(sorted.indexOf(need)).toBeLessThan(sorted.indexOf(name));
          }
        }
      }),
    );
  });
});
