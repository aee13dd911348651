import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Provider, { type JWKS } from 'oidc-provider';
import type { Person } from './people';
import { SqliteAdapter, openIdentityStore } from './SqliteAdapter';

export interface IdentityOptions {
  /** The provider's public address, e.g. `http://localhost:7010`. */
  readonly issuer: string;
  readonly people: readonly Person[];
  readonly client: {
    readonly id: string;
    readonly secret: string;
    readonly redirectUris: readonly string[];
  };
  /** Signs the provider's cookies. */
  readonly cookieSecret: string;
  /** Where signing keys and sessions are kept. */
  readonly dataDir: string;
}

/** A signing key that outlives the process: tokens stay valid over a restart. */
function signingKeys(dataDir: string): JWKS {
  const file = join(dataDir, 'jwks.json');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig' };
    writeFileSync(file, JSON.stringify({ keys: [key] }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * An OpenID Connect provider (authorization code, refresh tokens) whose accounts are
 * the people of the catalog.
 */
export function createIdentityProvider(options: IdentityOptions): Provider {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const store = openIdentityStore(join(options.dataDir, 'sessions.sqlite'));
  const days = (count: number) => count * 24 * 60 * 60;

  const provider: Provider = new Provider(options.issuer, {
    adapter: model => new SqliteAdapter(store, model),
    jwks: signingKeys(options.dataDir),
    cookies: { keys: [options.cookieSecret] },
    clients: [
      {
        client_id: options.client.id,
        client_secret: options.client.secret,
        redirect_uris: [...options.client.redirectUris],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    // The portal's passport strategy sends no code challenge and authenticates with its secret.
    pkce: { required: () => false },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: async () => true,
    // Several tabs refresh at once with the same cookie: rotation would sign all but one out.
    rotateRefreshToken: false,
    ttl: {
      AccessToken: 60 * 60,
      IdToken: 60 * 60,
      Grant: days(30),
      Interaction: 60 * 60,
      RefreshToken: days(30),
      Session: days(30),
    },
    // The client is the platform's own: asking a person for consent would tell them nothing.
    loadExistingGrant: async ctx => {
      const { session, client, params } = ctx.oidc;
      const accountId = session?.accountId;
      if (!accountId || !client) {
        return undefined;
      }
      const existing = session.grantIdFor(client.clientId);
      const grant =
        (existing && (await provider.Grant.find(existing))) ||
        new provider.Grant({ accountId, clientId: client.clientId });
      grant.addOIDCScope(String(params?.scope ?? 'openid'));
      await grant.save();
      return grant;
    },
    findAccount: async (_ctx, subject) => {
      const person = options.people.find(({ name }) => name === subject);
      return (
        person && {
          accountId: person.name,
          claims: async () => ({
            sub: person.name,
            name: person.displayName,
            preferred_username: person.name,
            email: person.email,
            email_verified: true,
          }),
        }
      );
    },
  });
  return provider;
}
