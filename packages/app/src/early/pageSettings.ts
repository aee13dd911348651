/** What the early script has to know of the configuration. */
export interface PageSettings {
  /** Of the backend, without a slash at its end. */
  readonly backendUrl: string;
  /** Of the app; empty, or with a slash at its beginning only. */
  readonly basePath: string;
  readonly authEnvironment: string;
}

/** Parts of the configuration as Backstage's schema has them; the server has checked it. */
interface ConfigLayer {
  readonly data: {
    readonly app?: { readonly baseUrl?: string };
    readonly backend?: { readonly baseUrl?: string };
    readonly auth?: { readonly environment?: string };
  };
}

function settingsElement() {
  return document.querySelector('script[type="backstage.io/config"]');
}

/** A script that was at hand may run before the document has been read to its end. */
async function whenRead(): Promise<void> {
  if (document.readyState === 'loading' && !settingsElement()) {
    await new Promise(resolve => {
      document.addEventListener('readystatechange', resolve, { once: true });
    });
  }
}

function withoutSlash(text: string): string {
  return text.replace(/\/$/, '');
}

/**
 * The settings that the server has put into the page. Without them (the development server
 * has them elsewhere) or behind another address than the configured one, nothing is early.
 */
export async function readPageSettings(): Promise<PageSettings | undefined> {
  await whenRead();
  const text = settingsElement()?.textContent;
  if (!text) {
    return undefined;
  }
  let appUrl = '/';
  let backendUrl: string | undefined;
  let authEnvironment = 'development';
  for (const { data } of JSON.parse(text) as ConfigLayer[]) {
    appUrl = data.app?.baseUrl ?? appUrl;
    backendUrl = data.backend?.baseUrl ?? backendUrl;
    authEnvironment = data.auth?.environment ?? authEnvironment;
  }
  const { origin } = window.location;
  if (!backendUrl || new URL(backendUrl).origin !== origin) {
    return undefined;
  }
  return {
    backendUrl: withoutSlash(backendUrl),
    basePath: withoutSlash(new URL(appUrl, origin).pathname),
    authEnvironment,
  };
}
