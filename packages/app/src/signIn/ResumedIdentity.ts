import { IdentityApi } from '@backstage/core-plugin-api';
import type { EarlySession } from './earlyRefresh';

/** As long before its end as Backstage's own sessions are renewed. */
const renewalMarginMs = 3 * 60 * 1000;
/** Of a token that does not say when it ends. */
const usualLifetimeSeconds = 3600;

/** Takes up a session that is known already; what comes after it is the provider's. */
export class ResumedIdentity implements IdentityApi {
  readonly #session: EarlySession;
  readonly #later: IdentityApi;
  readonly #now: () => number;
  readonly #renewAt: number;

  /**
   * @param later - renews the session, and asks the person if that does not work
   * @param now - in milliseconds since 1970
   */
  constructor(
    session: EarlySession,
    later: IdentityApi,
    now: () => number = Date.now,
  ) {
    const { expiresInSeconds = usualLifetimeSeconds } =
      session.backstageIdentity;
    this.#session = session;
    this.#later = later;
    this.#now = now;
    this.#renewAt = now() + expiresInSeconds * 1000 - renewalMarginMs;
  }

  async getProfileInfo() {
    return this.#session.profile;
  }

  async getBackstageIdentity() {
    return this.#session.backstageIdentity.identity;
  }

  async getCredentials() {
    return this.#now() < this.#renewAt
      ? { token: this.#session.backstageIdentity.token }
      : this.#later.getCredentials();
  }

  async signOut() {
    await this.#later.signOut();
  }
}
