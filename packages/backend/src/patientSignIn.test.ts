import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { patientOidcAuthenticator } from './patientSignIn';

jest.setTimeout(30_000);

let provider: Server;
let address: string;
/** Whether the provider is well, and how often it was asked what it is. */
let state: { isUp: boolean; asked: number };

beforeEach(async () => {
  state = { isUp: false, asked: 0 };
  provider = createServer((_, response) => {
    state.asked += 1;
    response.writeHead(state.isUp ? 200 : 503, {
      'content-type': 'application/json',
    });
    response.end(
      JSON.stringify({
        issuer: address,
        authorization_endpoint: `${address}/authorize`,
        token_endpoint: `${address}/token`,
        userinfo_endpoint: `${address}/userinfo`,
        jwks_uri: `${address}/keys`,
      }),
    );
  });
  await new Promise<void>(resolve => {
    provider.listen(0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});

afterEach(() => {
  provider.closeAllConnections();
  provider.close();
});

const start = () =>
  patientOidcAuthenticator.initialize({
    callbackUrl: 'http://portal.test/api/auth/oidc/handler/frame',
    config: new ConfigReader({
      metadataUrl: `${address}/.well-known/openid-configuration`,
      clientId: 'portal',
      clientSecret: 'secret',
      prompt: 'auto',
    }),
  });

const signIn = (signedUpFor: ReturnType<typeof start>) =>
  patientOidcAuthenticator.start(
    {
      scope: 'openid',
      state: 'state',
      req: { method: 'GET', url: '/', query: {}, session: {} } as any,
    },
    signedUpFor,
  );

it('signs in at a provider that came up after the portal', async () => {
  const context = start();
  await expect(signIn(context)).rejects.toThrow(
    /^The sign-in provider does not answer: try again/,
  );
  state.isUp = true;
  const { url } = await signIn(context);
  expect(new URL(url)).toMatchObject({
    origin: address,
    pathname: '/authorize',
  });
});

it('asks a provider that answers once', async () => {
  state.isUp = true;
  const context = start();
  await signIn(context);
  await signIn(context);
  expect(state.asked).toBe(1);
});

it('has one failure for all who sign in at once, and asks again for the next', async () => {
  const context = start();
  const both = await Promise.allSettled([signIn(context), signIn(context)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(state.asked).toBe(1);
  await expect(signIn(context)).rejects.toThrow(/does not answer/);
  expect(state.asked).toBe(2);
});
