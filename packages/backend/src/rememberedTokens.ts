import { DefaultHttpAuthService } from '@backstage/backend-defaults/httpAuth';
import {
  type AuthService,
  type BackstageCredentials,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';

/**
 * For how long a token whose signature was right is not checked again. A key that is
 * withdrawn is noticed this much later, and the second of answersAtHand.ts; that a token
 * has run out, at once.
 */
const rememberForMs = 4_000;
const mostRemembered = 2_000;

interface Remembered {
  credentials: BackstageCredentials;
  untilMs: number;
}

/**
 * The same service, but for tokens that it has just found good: a page asks several
 * times with the same one, and to check a signature costs more than many an answer.
 *
 * @param now - milliseconds since the epoch
 */
export function rememberingAuth(
  auth: AuthService,
  now: () => number = Date.now,
): AuthService {
  const remembered = new Map<string, Remembered>();
  return {
    async authenticate(token, options) {
      // Only some endpoints take a token of limited access.
      const key = `${options?.allowLimitedAccess ?? false} ${token}`;
      const known = remembered.get(key);
      if (known && now() < known.untilMs) {
        return known.credentials;
      }
      const credentials = await auth.authenticate(token, options);
      remembered.delete(key);
      if (remembered.size >= mostRemembered) {
        const [oldest] = remembered.keys();
        remembered.delete(oldest);
      }
      remembered.set(key, {
        credentials,
        untilMs: Math.min(
          now() + rememberForMs,
          credentials.expiresAt?.getTime() ?? Infinity,
        ),
      });
      return credentials;
    },
    isPrincipal: auth.isPrincipal.bind(auth),
    getNoneCredentials: () => auth.getNoneCredentials(),
    getOwnServiceCredentials: () => auth.getOwnServiceCredentials(),
    getPluginRequestToken: options => auth.getPluginRequestToken(options),
    getLimitedUserToken: credentials => auth.getLimitedUserToken(credentials),
    listPublicServiceKeys: () => auth.listPublicServiceKeys(),
  };
}

/** Backstage's own authentication of requests, by tokens that are remembered for a moment. */
export const portalHttpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: {
    auth: coreServices.auth,
    discovery: coreServices.discovery,
    plugin: coreServices.pluginMetadata,
  },
  factory: ({ auth, discovery, plugin }) =>
    DefaultHttpAuthService.create({
      auth: rememberingAuth(auth),
      discovery,
      pluginId: plugin.getId(),
    }),
});
