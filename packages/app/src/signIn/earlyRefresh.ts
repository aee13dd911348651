import { z } from 'zod';
import { SignInChoice, rememberedChoice } from './rememberedChoice';

/** What the auth backend answers to a refresh. */
const sessionSchema = z.object({
  profile: z.object({
    email: z.string().optional(),
    displayName: z.string().optional(),
    picture: z.string().optional(),
  }),
  backstageIdentity: z.object({
    token: z.string(),
    expiresInSeconds: z.number().optional(),
    identity: z.object({
      type: z.literal('user'),
      userEntityRef: z.string(),
      ownershipEntityRefs: z.array(z.string()),
    }),
  }),
});

export type EarlySession = z.infer<typeof sessionSchema>;

const settingsSchema = z.array(
  z.object({
    data: z.object({
      backend: z.object({ baseUrl: z.string().optional() }).optional(),
      auth: z.object({ environment: z.string().optional() }).optional(),
    }),
  }),
);

/**
 * The settings that the server has put into the page. Without them (the development server
 * has them elsewhere) or behind another address than the configured one, nothing is early.
 */
function readPageSettings() {
  const text = document.querySelector(
    'script[type="backstage.io/config"]',
  )?.textContent;
  if (!text) {
    return undefined;
  }
  let baseUrl: string | undefined;
  let environment: string | undefined;
  for (const { data } of settingsSchema.parse(JSON.parse(text))) {
    baseUrl = data.backend?.baseUrl ?? baseUrl;
    environment = data.auth?.environment ?? environment;
  }
  const isOwn = baseUrl && new URL(baseUrl).origin === window.location.origin;
  return isOwn ? { baseUrl, environment } : undefined;
}

async function refresh(
  provider: SignInChoice,
): Promise<EarlySession | undefined> {
  try {
    const settings = readPageSettings();
    if (!settings) {
      return undefined;
    }
    const query = new URLSearchParams({
      optional: '',
      scope: 'openid profile email',
      env: settings.environment ?? 'development',
    });
    const response = await fetch(
      `${settings.baseUrl}/api/auth/${provider}/refresh?${query}`,
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        credentials: 'include',
      },
    );
    return sessionSchema.parse(await response.json());
  } catch {
    // The sign-in page will ask again, and say what it hears.
    return undefined;
  }
}

let started:
  | { choice: SignInChoice; session: Promise<EarlySession | undefined> }
  | undefined;

/**
 * Asks for the session of somebody who has signed in before, while the app is still being
 * put together: the answer is there when the app wants it.
 */
export function startEarlyRefresh(): void {
  const choice = rememberedChoice();
  started = choice && { choice, session: refresh(choice) };
}

/** What was asked for early, once: a token that is taken later may be too old. */
export async function takeEarlyRefresh(
  choice: SignInChoice,
): Promise<EarlySession | undefined> {
  const taken = started;
  started = undefined;
  return taken?.choice === choice ? taken.session : undefined;
}
