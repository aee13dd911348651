import type { EarlySession } from './earlyRefresh';
import { ResumedIdentity } from './ResumedIdentity';

const minuteMs = 60_000;

function session(expiresInSeconds?: number): EarlySession {
  return {
    profile: { displayName: 'Ada' },
    backstageIdentity: {
      token: 'early',
      expiresInSeconds,
      identity: {
        type: 'user',
        userEntityRef: 'user:default/ada',
        ownershipEntityRefs: [],
      },
    },
  };
}

const later = {
  getProfileInfo: jest.fn(),
  getBackstageIdentity: jest.fn(),
  getCredentials: jest.fn(async () => ({ token: 'later' })),
  signOut: jest.fn(async () => {}),
};

describe('ResumedIdentity', () => {
  it.each([
    ['at once', 3600, 0, 'early'],
    ['shortly before the renewal', 3600, 56 * minuteMs, 'early'],
    ['from the renewal on', 3600, 57 * minuteMs, 'later'],
    ['after a short life', 60, 0, 'later'],
    ['of an unknown life, in its first hour', undefined, minuteMs, 'early'],
    ['of an unknown life, after it', undefined, 60 * minuteMs, 'later'],
  ])('gives the token %s', async (_, lifetime, ageMs, token) => {
    let now = 1_000_000;
    const identity = new ResumedIdentity(session(lifetime), later, () => now);
    now += ageMs;
    expect(await identity.getCredentials()).toEqual({ token });
  });

  it('says who it is without asking', async () => {
    const identity = new ResumedIdentity(session(), later);
    expect(await identity.getProfileInfo()).toEqual({ displayName: 'Ada' });
    expect(await identity.getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/ada',
    });
    expect(later.getProfileInfo).not.toHaveBeenCalled();
  });

  it('ends the session with the provider', async () => {
    await new ResumedIdentity(session(), later).signOut();
    expect(later.signOut).toHaveBeenCalledTimes(1);
  });
});
