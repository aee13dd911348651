import { NotAllowedError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/**
 * Refuses a sign-in that would end on another site. Backstage takes the address to come
 * back to from the query as it is, so that a link to the portal, with a real sign-in on the
 * way, could lead to a page that only looks like it.
 *
 * @param appUrl - the address of the browser app; people come back to its origin only
 */
export function trustedRedirects(appUrl: string): RequestHandler {
  const { origin } = new URL(appUrl);
  return (request, _response, next) => {
    const { redirectUrl } = request.query;
    if (
      // However it is spelled: routes are found without regard to case.
      request.path.toLowerCase().startsWith('/api/auth/') &&
      redirectUrl !== undefined &&
      !(typeof redirectUrl === 'string' && originOf(redirectUrl) === origin)
    ) {
      throw new NotAllowedError(
        `Sign-in leads back to ${origin} only, not to the address in redirectUrl`,
      );
    }
    next();
  };
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
