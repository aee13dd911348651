import fc from 'fast-check';
import { backoffDelayMs, parseRetryAfterMs } from './retry';

describe('backoffDelayMs', () => {
  const options = { initialDelayMs: 200, maxDelayMs: 5_000 };

  it.each([
    [1, 0, 100],
    [1, 1, 200],
    [2, 1, 400],
    [3, 0.5, 600],
    [6, 1, 5_000],
    [1000, 1, 5_000],
  ])('after try %i with chance %f is %f', (attempt, random, expected) => {
    expect(backoffDelayMs(attempt, options, random)).toBe(expected);
  });

  it('stays within its bounds, and never under what the server asks for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 1, max: 600_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: undefined }),
        (attempt, initialDelayMs, maxDelayMs, random, retryAfterMs) => {
          const delay = backoffDelayMs(
            attempt,
            { initialDelayMs, maxDelayMs },
            random,
            retryAfterMs,
          );
          const ceiling = Math.min(
            initialDelayMs * 2 ** (attempt - 1),
            maxDelayMs,
          );
          expect(delay).toBeGreaterThanOrEqual(
            Math.max(ceiling / 2, retryAfterMs ?? 0),
          );
          expect(delay).toBeLessThanOrEqual(
            Math.max(ceiling, retryAfterMs ?? 0),
          );
        },
      ),
    );
  });
});

describe('parseRetryAfterMs', () => {
  const now = Date.parse('2026-05-04T10:00:00Z');
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Mon, 04 May 2026 10:00:30 GMT', 30_000],
    ['Mon, 04 May 2026 09:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j', (header, expected) => {
    expect(parseRetryAfterMs(header, now)).toBe(expected);
  });
});
