import { z } from 'zod';
import type { LabContext } from '../../context';

/** The account that the portal and the lab act as. */
export const administrator = 'goreliable-bot';

/** Owns all repositories of the platform. */
export const organisation = 'goreliable';

/**
 * Sees to it that the kept token is valid. A new one is asked for only when
 * there is none or Gitea's data has been deleted.
 */
export async function ensureToken(
  context: LabContext,
  signal: AbortSignal,
): Promise<void> {
  const { secrets } = context;
  if (secrets.has('giteaToken')) {
    const answer = await call(context, 'GET', 'user', { signal });
    if (answer.ok) {
      return;
    }
  }
  const path = `users/${administrator}/tokens`;
  const answer = await call(context, 'POST', path, {
    signal,
    body: { name: `lab-${Date.now()}`, scopes: ['all'] },
    withPassword: true,
  });
  const { sha1 } = z
    .object({ sha1: z.string().min(1) })
    .parse(await accepted(answer, 'give out a token'));
  secrets.set('giteaToken', sha1);
}

/** Makes the organisation unless it is there. */
export async function ensureOrganisation(
  context: LabContext,
  signal: AbortSignal,
): Promise<void> {
  const known = await call(context, 'GET', `orgs/${organisation}`, { signal });
  if (known.ok) {
    return;
  }
  const answer = await call(context, 'POST', 'orgs', {
    signal,
    body: {
      username: organisation,
      full_name: 'GoReliable',
      description: 'The services of the GoReliable platform',
      visibility: 'public',
    },
  });
  await accepted(answer, `create the organisation '${organisation}'`);
}

interface CallOptions {
  signal: AbortSignal;
  body?: unknown;
  /** Tokens are given out against the password only. */
  withPassword?: boolean;
}

async function call(
  { urls, secrets }: LabContext,
  method: string,
  path: string,
  { signal, body, withPassword }: CallOptions,
): Promise<Response> {
  const basic = () =>
    Buffer.from(
      `${administrator}:${secrets.get('giteaAdminPassword')}`,
    ).toString('base64');
  return await fetch(`${urls.gitea}/api/v1/${path}`, {
    method,
    headers: {
      authorization: withPassword
        ? `Basic ${basic()}`
        : `token ${secrets.get('giteaToken')}`,
      'content-type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
  });
}

async function accepted(answer: Response, act: string): Promise<unknown> {
  if (!answer.ok) {
    throw new Error(
      `Gitea would not ${act}: ${answer.status} ${await answer.text()}`,
    );
  }
  return await answer.json();
}
