import { decideRestart, defaultRestartRule } from './backoff';

describe('decideRestart', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [7, 30_000],
    [1000, 30_000],
  ])('after failure %d in a row waits %d ms', (failures, delayMs) => {
    expect(decideRestart({ failures, everReady: true })).toEqual({
      kind: 'restart',
      delayMs,
    });
  });

  it('gives up what never worked, and not before its last attempt', () => {
    const { attempts } = defaultRestartRule;
    expect(
      decideRestart({ failures: attempts - 1, everReady: false }).kind,
    ).toBe('restart');
    expect(decideRestart({ failures: attempts, everReady: false })).toEqual({
      kind: 'give-up',
    });
  });
});
