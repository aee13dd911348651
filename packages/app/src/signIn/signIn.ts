import { DiscoveryApi, IdentityApi } from '@backstage/core-plugin-api';
import { UserIdentity } from '@backstage/core-components';
import { earlyWork } from '../early';
import { takeEarlyRefresh } from './earlyRefresh';
import { GuestIdentity } from './GuestIdentity';
import type { oidcAuthApiRef } from './oidcAuthApiRef';
import { forgetChoice, rememberChoice } from './rememberedChoice';
import { ResumedIdentity } from './ResumedIdentity';

type OidcAuthApi = typeof oidcAuthApiRef.T;

/** Signing out also forgets the way in, or the next page would sign in again by itself. */
function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      forgetChoice();
      earlyWork()?.forget();
      await identity.signOut();
    },
  };
}

/**
 * @param options.silent - only take up a session that exists, show nothing
 * @returns `undefined` where silence found no session
 */
export async function signInWithOidc(
  authApi: OidcAuthApi,
  options: { silent: boolean },
): Promise<IdentityApi | undefined> {
  const early = options.silent ? await takeEarlyRefresh('oidc') : undefined;
  if (early) {
    const { profile, backstageIdentity } = early;
    const { identity } = backstageIdentity;
    const later = UserIdentity.create({ identity, profile, authApi });
    return forgettingOnSignOut(new ResumedIdentity(early, later));
  }
  const response = await authApi.getBackstageIdentity(
    options.silent ? { optional: true } : { instantPopup: true },
  );
  if (!response) {
    return undefined;
  }
  rememberChoice('oidc');
  return forgettingOnSignOut(
    UserIdentity.create({
      identity: response.identity,
      profile: await authApi.getProfile(),
      authApi,
    }),
  );
}

export async function signInAsGuest(
  discoveryApi: DiscoveryApi,
): Promise<IdentityApi> {
  const identity = new GuestIdentity(
    discoveryApi,
    await takeEarlyRefresh('guest'),
  );
  await identity.getBackstageIdentity();
  rememberChoice('guest');
  return forgettingOnSignOut(identity);
}
