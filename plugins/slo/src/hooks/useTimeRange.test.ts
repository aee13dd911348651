import { momentsOf, readTimeRange, writeTimeRange } from './useTimeRange';

const read = (query: string) => readTimeRange(new URLSearchParams(query));

describe('the range in the address', () => {
  it.each([
    ['', { kind: 'preset', preset: '1d' }],
    ['range=6h', { kind: 'preset', preset: '6h' }],
    ['range=toString', { kind: 'preset', preset: '1d' }],
    ['from=100&to=200', { kind: 'fixed', from: 100, to: 200 }],
    ['from=200&to=100&range=7d', { kind: 'preset', preset: '7d' }],
    ['from=x&to=100', { kind: 'preset', preset: '1d' }],
  ])('%p is %p', (query, choice) => {
    expect(read(query)).toEqual(choice);
  });

  it('is written so that it can be read, beside what others keep there', () => {
    const others = new URLSearchParams('tab=slo&range=7d');
    const fixed = { kind: 'fixed', from: 100, to: 200 } as const;
    const written = writeTimeRange(others, fixed);
    expect(written.toString()).toBe('tab=slo&from=100&to=200');
    expect(readTimeRange(written)).toEqual(fixed);
    expect(
      writeTimeRange(written, { kind: 'preset', preset: '1d' }).toString(),
    ).toBe('tab=slo');
  });

  it('ends now unless it is fixed', () => {
    expect(momentsOf({ kind: 'preset', preset: '1h' }, 10_000)).toEqual({
      from: 6_400,
      to: 10_000,
    });
    expect(momentsOf({ kind: 'fixed', from: 1, to: 2 }, 10_000)).toEqual({
      from: 1,
      to: 2,
    });
  });
});
