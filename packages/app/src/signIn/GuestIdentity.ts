import { DiscoveryApi, IdentityApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { EarlySession } from './earlyRefresh';

/** A new token is asked for this long before the old one ends. */
const renewalMarginMs = 5 * 60 * 1000;

/** Somebody without an account: the guest provider gives a token to whoever asks. */
export class GuestIdentity implements IdentityApi {
  readonly #discoveryApi: DiscoveryApi;
  #session: Promise<EarlySession> | undefined;
  #renewAt = 0;

  /** @param early - a session that was asked for before, if there is one */
  constructor(discoveryApi: DiscoveryApi, early?: EarlySession) {
    this.#discoveryApi = discoveryApi;
    if (early) {
      this.#session = Promise.resolve(early);
      this.#keepUntilRenewal(early);
    }
  }

  async getProfileInfo() {
    return (await this.#current()).profile;
  }

  async getBackstageIdentity() {
    return (await this.#current()).backstageIdentity.identity;
  }

  async getCredentials() {
    return { token: (await this.#current()).backstageIdentity.token };
  }

  async signOut() {
    this.#session = undefined;
  }

  async #current(): Promise<EarlySession> {
    if (!this.#session || Date.now() >= this.#renewAt) {
      this.#renewAt = Number.POSITIVE_INFINITY;
      this.#session = this.#refresh();
      this.#session.catch(() => {
        this.#session = undefined;
      });
    }
    return this.#session;
  }

  async #refresh(): Promise<EarlySession> {
    const authUrl = await this.#discoveryApi.getBaseUrl('auth');
    const response = await fetch(
      `${authUrl}/guest/refresh?optional&env=development`,
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        credentials: 'include',
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const session: EarlySession = await response.json();
    this.#keepUntilRenewal(session);
    return session;
  }

  #keepUntilRenewal({ backstageIdentity }: EarlySession): void {
    const lifetimeMs = (backstageIdentity.expiresInSeconds ?? 3600) * 1000;
    this.#renewAt = Date.now() + lifetimeMs - renewalMarginMs;
  }
}
