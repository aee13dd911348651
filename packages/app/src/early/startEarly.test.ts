import { forgetChoice, rememberChoice } from '../signIn/rememberedChoice';
import { startEarly } from './startEarly';

const { origin } = window.location;
const session = { backstageIdentity: { token: 'a-token' } };
const overview = `${origin}/api/slo/overview`;

function putSettings(...layers: object[]) {
  const script = document.createElement('script');
  script.type = 'backstage.io/config';
  script.textContent = JSON.stringify(layers.map(data => ({ data })));
  document.head.append(script);
}

const here = { app: { baseUrl: origin }, backend: { baseUrl: origin } };

function asked(url = overview, token = 'a-token') {
  return new Request(url, { headers: { authorization: `Bearer ${token}` } });
}

describe('what is asked early', () => {
  const originalFetch = global.fetch;
  let fetch: jest.Mock;
  const urls = () => fetch.mock.calls.map(([url]) => String(url));

  beforeEach(() => {
    document.head.innerHTML = '';
    window.history.replaceState({}, '', '/slo');
    rememberChoice('oidc');
    fetch = jest.fn(async (url: string) =>
      url.includes('/refresh')
        ? new Response(JSON.stringify(session))
        : new Response('the data'),
    );
    global.fetch = fetch;
  });

  afterEach(() => {
    global.fetch = originalFetch;
    forgetChoice();
  });

  it('is the session, of the remembered provider and with the settings of the page', async () => {
    putSettings(
      { backend: { baseUrl: 'http://elsewhere.example' } },
      { ...here, auth: { environment: 'production' } },
    );
    expect(await startEarly()?.takeSession('oidc')).toEqual(session);
    const [address, options] = fetch.mock.calls[0];
    const { pathname, searchParams } = new URL(address);
    expect(pathname).toBe('/api/auth/oidc/refresh');
    expect(searchParams.get('env')).toBe('production');
    expect(searchParams.has('optional')).toBe(true);
    // Without it the backend refuses, for any site could send the cookie.
    expect(options.headers).toEqual({ 'x-requested-with': 'XMLHttpRequest' });
  });

  it('is then what the page asks first, with the token', async () => {
    putSettings(here);
    const work = startEarly()!;
    await work.takeSession('oidc');
    expect(urls()).toContain(overview);
    const taken = await work.takeAnswer(asked());
    expect(await taken?.text()).toBe('the data');
    expect(await work.takeAnswer(asked())).toBeUndefined();
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('waits for the settings while the document is being read', async () => {
    const state = jest.spyOn(document, 'readyState', 'get');
    state.mockReturnValue('loading');
    const work = startEarly()!;
    putSettings(here);
    state.mockReturnValue('interactive');
    document.dispatchEvent(new Event('readystatechange'));
    expect(await work.takeSession('oidc')).toEqual(session);
    state.mockRestore();
  });

  it('is found below the base path of the app', async () => {
    window.history.replaceState({}, '', '/portal/slo');
    putSettings({
      app: { baseUrl: `${origin}/portal` },
      backend: { baseUrl: `${origin}/portal` },
    });
    await startEarly()?.takeSession('oidc');
    expect(urls()).toContain(`${origin}/portal/api/slo/overview`);
  });

  it('is only the session for a page of which nothing is known', async () => {
    window.history.replaceState({}, '', '/docs');
    putSettings(here);
    await startEarly()?.takeSession('oidc');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('is taken once', async () => {
    putSettings(here);
    const work = startEarly()!;
    await work.takeSession('oidc');
    expect(await work.takeSession('oidc')).toBeUndefined();
  });

  it('is not given to another way in, nor its data', async () => {
    putSettings(here);
    const work = startEarly()!;
    expect(await work.takeSession('guest')).toBeUndefined();
    expect(await work.takeSession('oidc')).toBeUndefined();
    expect(await work.takeAnswer(asked())).toBeUndefined();
  });

  it('is gone after signing out', async () => {
    putSettings(here);
    const work = startEarly()!;
    await work.takeSession('oidc');
    work.forget();
    expect(await work.takeAnswer(asked())).toBeUndefined();
  });

  it('is nothing for who has never signed in', () => {
    forgetChoice();
    putSettings(here);
    expect(startEarly()).toBeUndefined();
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each<[string, () => void]>([
    ['without settings', () => {}],
    [
      'at another address than the configured one',
      () => putSettings({ backend: { baseUrl: 'http://elsewhere.example' } }),
    ],
  ])('is nothing on a page %s', async (_, arrange) => {
    arrange();
    expect(await startEarly()?.takeSession('oidc')).toBeUndefined();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('asks for no data when nobody is signed in', async () => {
    putSettings(here);
    fetch.mockImplementation(async () => new Response('{"error":{}}'));
    await startEarly()?.takeSession('oidc');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('leaves it to the sign-in page when the portal does not answer', async () => {
    putSettings(here);
    fetch.mockRejectedValue(new TypeError());
    expect(await startEarly()?.takeSession('oidc')).toBeUndefined();
  });
});
