import { createApiRef } from '@backstage/frontend-plugin-api';
import { Landing, LandingScope } from '@goreliable/plugin-home-common';

/** The landing page's one request. */
export interface HomeApi {
  /** @throws ResponseError if the portal refuses, SyntaxError or ZodError if it answers nonsense */
  landing(
    scope: LandingScope,
    options?: { signal?: AbortSignal },
  ): Promise<Landing>;
}

export const homeApiRef = createApiRef<HomeApi>({
  id: 'plugin.home.landing',
});
