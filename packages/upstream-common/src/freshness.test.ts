import {
  freshnessOf,
  sourceStatusOf,
  sourceStatusSchema,
  worstFreshness,
} from './freshness';

const now = Date.parse('2026-05-04T10:00:00.000Z');
const secondsAgo = (seconds: number) =>
  new Date(now - seconds * 1000).toISOString();

describe('freshnessOf', () => {
  it.each([
    ['a young answer', { asOf: secondsAgo(10) }, 'fresh'],
    ['an answer exactly at the limit', { asOf: secondsAgo(60) }, 'fresh'],
    ['an answer just past the limit', { asOf: secondsAgo(60.001) }, 'stale'],
    ['an answer from the future', { asOf: secondsAgo(-30) }, 'fresh'],
    ['an unreadable time', { asOf: 'yesterday' }, 'stale'],
    ['no answer yet', {}, 'unreachable'],
    [
      'a young answer and a failed attempt since',
      { asOf: secondsAgo(1), error: 'timed out' },
      'unreachable',
    ],
    ['no answer and a failure', { error: 'refused' }, 'unreachable'],
  ])('calls %s %s', (_, facts, expected) => {
    expect(freshnessOf({ now, staleAfterMs: 60_000, ...facts })).toBe(expected);
  });

  it('takes the present as a Date too', () => {
    expect(
      freshnessOf({
        asOf: secondsAgo(5),
        now: new Date(now),
        staleAfterMs: 1000,
      }),
    ).toBe('stale');
  });
});

describe('sourceStatusOf', () => {
  it('passes its own schema and leaves absent facts out', () => {
    const fresh = sourceStatusOf({
      name: 'prometheus/main',
      asOf: secondsAgo(1),
      now,
      staleAfterMs: 60_000,
    });
    expect(fresh).toEqual({
      name: 'prometheus/main',
      state: 'fresh',
      asOf: secondsAgo(1),
    });
    expect(sourceStatusSchema.parse(fresh)).toEqual(fresh);

    const never = sourceStatusOf({ name: 'p', now, staleAfterMs: 1 });
    expect(Object.keys(never)).toEqual(['name', 'state']);
  });
});

describe('sourceStatusSchema', () => {
  it.each([
    [{ name: '', state: 'fresh' }],
    [{ name: 'p', state: 'healthy' }],
    [{ name: 'p', state: 'fresh', asOf: '04.05.2026' }],
  ])('refuses %j', status => {
    expect(sourceStatusSchema.safeParse(status).success).toBe(false);
  });
});

describe('worstFreshness', () => {
  it.each([
    [[], 'fresh'],
    [['fresh', 'stale'], 'stale'],
    [['stale', 'unreachable', 'fresh'], 'unreachable'],
  ] as const)('of %j is %s', (states, expected) => {
    expect(worstFreshness(states.map(state => ({ state })))).toBe(expected);
  });
});
