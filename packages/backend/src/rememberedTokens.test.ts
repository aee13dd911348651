import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { rememberingAuth } from './rememberedTokens';

const start = 1_777_888_800_000;

function setUp(expiresAtMs?: number) {
  const clock = { ms: start };
  const auth = mockServices.auth.mock();
  auth.authenticate.mockImplementation(async () => ({
    ...mockCredentials.user(),
    ...(expiresAtMs && { expiresAt: new Date(expiresAtMs) }),
  }));
  return { clock, auth, remembering: rememberingAuth(auth, () => clock.ms) };
}

describe('rememberingAuth', () => {
  it('checks a token once in a while, not each time', async () => {
    const { clock, auth, remembering } = setUp();
    const first = await remembering.authenticate('one');
    clock.ms += 3_999;
    expect(await remembering.authenticate('one')).toBe(first);
    expect(auth.authenticate).toHaveBeenCalledTimes(1);
    clock.ms += 1;
    await remembering.authenticate('one');
    expect(auth.authenticate).toHaveBeenCalledTimes(2);
  });

  it('takes no token for another, nor a limited one for a whole one', async () => {
    const { auth, remembering } = setUp();
    await remembering.authenticate('one', { allowLimitedAccess: true });
    auth.authenticate.mockRejectedValue(new Error('Illegal token'));
    await expect(remembering.authenticate('two')).rejects.toThrow('Illegal');
    await expect(remembering.authenticate('one')).rejects.toThrow('Illegal');
    await remembering.authenticate('one', { allowLimitedAccess: true });
  });

  it('does not outlive the token', async () => {
    const { clock, auth, remembering } = setUp(start + 1_000);
    await remembering.authenticate('one');
    clock.ms += 1_000;
    auth.authenticate.mockRejectedValue(new Error('It has run out'));
    await expect(remembering.authenticate('one')).rejects.toThrow('run out');
  });

  it('does not remember a refusal', async () => {
    const { auth, remembering } = setUp();
    auth.authenticate.mockRejectedValueOnce(new Error('No key yet'));
    await expect(remembering.authenticate('one')).rejects.toThrow('No key');
    await remembering.authenticate('one');
  });

  it('remembers the last two thousand', async () => {
    const { auth, remembering } = setUp();
    for (let index = 0; index <= 2_000; index += 1) {
      await remembering.authenticate(`${index}`);
    }
    auth.authenticate.mockClear();
    await remembering.authenticate('2000');
    expect(auth.authenticate).not.toHaveBeenCalled();
    await remembering.authenticate('0');
    expect(auth.authenticate).toHaveBeenCalledTimes(1);
  });

  it('leaves everything else to the service', async () => {
    const { auth, remembering } = setUp();
    const credentials = mockCredentials.service();
    auth.getOwnServiceCredentials.mockResolvedValue(credentials);
    auth.isPrincipal.mockReturnValue(true);
    expect(await remembering.getOwnServiceCredentials()).toBe(credentials);
    expect(remembering.isPrincipal(credentials, 'service')).toBe(true);
  });
});
