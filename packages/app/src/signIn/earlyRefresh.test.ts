import { startEarlyRefresh, takeEarlyRefresh } from './earlyRefresh';
import { forgetChoice, rememberChoice } from './rememberedChoice';

const session = {
  profile: { displayName: 'Ada' },
  backstageIdentity: {
    token: 'a-token',
    expiresInSeconds: 3600,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada'],
    },
  },
};

function putSettings(...layers: object[]) {
  const script = document.createElement('script');
  script.type = 'backstage.io/config';
  script.textContent = JSON.stringify(layers.map(data => ({ data })));
  document.head.append(script);
}

const here = { backend: { baseUrl: window.location.origin } };

describe('the early refresh', () => {
  const originalFetch = global.fetch;
  let fetch: jest.Mock;

  beforeEach(() => {
    document.head.innerHTML = '';
    fetch = jest.fn(async () => ({ json: async () => session }));
    global.fetch = fetch;
  });

  afterEach(() => {
    global.fetch = originalFetch;
    forgetChoice();
  });

  it('asks the remembered provider, with the settings of the page', async () => {
    rememberChoice('oidc');
    putSettings(
      { backend: { baseUrl: 'http://elsewhere.example' } },
      { ...here, auth: { environment: 'production' } },
    );
    startEarlyRefresh();
    expect(await takeEarlyRefresh('oidc')).toEqual(session);
    expect(fetch).toHaveBeenCalledTimes(1);
    const [address, options] = fetch.mock.calls[0];
    const { origin, pathname, searchParams } = new URL(address);
    expect(origin + pathname).toBe(
      `${window.location.origin}/api/auth/oidc/refresh`,
    );
    expect(searchParams.get('env')).toBe('production');
    expect(searchParams.has('optional')).toBe(true);
    // Without it the backend refuses, for any site could send the cookie.
    expect(options.headers).toEqual({ 'x-requested-with': 'XMLHttpRequest' });
  });

  it('is taken once', async () => {
    rememberChoice('oidc');
    putSettings(here);
    startEarlyRefresh();
    await takeEarlyRefresh('oidc');
    expect(await takeEarlyRefresh('oidc')).toBeUndefined();
  });

  it('is not given to another way in', async () => {
    rememberChoice('guest');
    putSettings(here);
    startEarlyRefresh();
    expect(await takeEarlyRefresh('oidc')).toBeUndefined();
  });

  it.each<[string, () => void]>([
    ['who has never signed in', () => putSettings(here)],
    [
      'a page without settings',
      () => {
        rememberChoice('oidc');
      },
    ],
    [
      'another address than the configured one',
      () => {
        rememberChoice('oidc');
        putSettings({ backend: { baseUrl: 'http://elsewhere.example' } });
      },
    ],
  ])('asks nothing for %s', async (_, arrange) => {
    arrange();
    startEarlyRefresh();
    expect(await takeEarlyRefresh('oidc')).toBeUndefined();
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'nobody is signed in',
      async () => ({ json: async () => ({ error: {} }) }),
    ],
    ['the portal does not answer', () => Promise.reject(new TypeError())],
  ])('leaves it to the sign-in page when %s', async (_, answer) => {
    rememberChoice('oidc');
    putSettings(here);
    fetch.mockImplementation(answer);
    startEarlyRefresh();
    expect(await takeEarlyRefresh('oidc')).toBeUndefined();
  });
});
