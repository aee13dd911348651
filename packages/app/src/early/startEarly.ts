import {
  rememberedChoice,
  type SignInChoice,
} from '../signIn/rememberedChoice';
import { EarlyAnswers } from './EarlyAnswers';
import { firstRequest } from './firstRequest';
import { readPageSettings, type PageSettings } from './pageSettings';
import type { EarlyWork } from './types';

async function refresh(
  choice: SignInChoice,
  { backendUrl, authEnvironment }: PageSettings,
): Promise<unknown> {
  const query = new URLSearchParams({
    optional: '',
    scope: 'openid profile email',
    env: authEnvironment,
  });
  const response = await fetch(
    `${backendUrl}/api/auth/${choice}/refresh?${query}`,
    {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
      credentials: 'include',
    },
  );
  return response.json();
}

/** Here only whether there is one; the app looks at the session with a schema. */
function tokenOf(session: unknown): string | undefined {
  const { backstageIdentity } = session as {
    backstageIdentity?: { token?: unknown };
  };
  const token = backstageIdentity?.token;
  return typeof token === 'string' ? token : undefined;
}

function askFirst(
  answers: EarlyAnswers,
  { backendUrl, basePath }: PageSettings,
  token: string,
): void {
  const { pathname, search } = window.location;
  if (pathname.startsWith(basePath)) {
    const address = firstRequest(pathname.slice(basePath.length), search);
    if (address) {
      answers.ask(`${backendUrl}${address}`, token);
    }
  }
}

async function start(
  choice: SignInChoice,
  answers: EarlyAnswers,
): Promise<unknown> {
  try {
    const settings = await readPageSettings();
    if (!settings) {
      return undefined;
    }
    const session = await refresh(choice, settings);
    const token = tokenOf(session);
    if (token) {
      askFirst(answers, settings, token);
    }
    return session;
  } catch {
    // The sign-in page will ask again, and say what it hears.
    return undefined;
  }
}

/**
 * Asks for the session of somebody who has signed in before, and with it for the data of
 * the page, while the app is still being loaded and put together.
 *
 * @returns nothing for who has never signed in
 */
export function startEarly(): EarlyWork | undefined {
  const choice = rememberedChoice();
  if (!choice) {
    return undefined;
  }
  const answers = new EarlyAnswers();
  let session: Promise<unknown> | undefined = start(choice, answers);
  const work: EarlyWork = {
    async takeSession(wanted) {
      const taken = session;
      session = undefined;
      if (wanted === choice) {
        return taken;
      }
      work.forget();
      return undefined;
    },
    takeAnswer: request => answers.take(request),
    forget() {
      session = undefined;
      answers.forget();
    },
  };
  return work;
}
