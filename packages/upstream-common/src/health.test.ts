import fc from 'fast-check';
import {
  compareHealth,
  healthStates,
  healthStateSchema,
  worstHealth,
} from './health';

describe('worstHealth', () => {
  it.each([
    [['ok', 'warning', 'critical', 'no-data'], 'critical'],
    [['ok', 'no-data'], 'no-data'],
    [['no-data', 'warning'], 'warning'],
    [['ok', 'stale'], 'stale'],
    [['ok', 'no-traffic'], 'no-traffic'],
    [['progressing', 'suspended', 'ok'], 'progressing'],
    [['ok'], 'ok'],
    [[], 'no-data'],
  ] as const)('of %j is %s', (states, expected) => {
    expect(worstHealth(states)).toBe(expected);
  });

  it('is healthy only if everything is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...healthStates), { minLength: 1 }),
        states => {
          expect(worstHealth(states) === 'ok').toBe(
            states.every(state => state === 'ok'),
          );
        },
      ),
    );
  });
});

it('orders every state, and no two alike', () => {
  const sorted = [...healthStates].sort(compareHealth);
  expect(sorted[0]).toBe('critical');
  expect(sorted.at(-1)).toBe('ok');
  for (let i = 1; i < sorted.length; i++) {
    expect(compareHealth(sorted[i - 1], sorted[i])).toBeLessThan(0);
  }
});

it('refuses a state it does not know', () => {
  expect(healthStateSchema.safeParse('healthy').success).toBe(false);
});
