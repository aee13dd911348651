import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  Landing,
  LandingScope,
  landingSchema,
} from '@goreliable/plugin-home-common';
import { HomeApi } from './HomeApi';

export class HomeClient implements HomeApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async landing(
    scope: LandingScope,
    options: { signal?: AbortSignal } = {},
  ): Promise<Landing> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('home');
    const response = await this.#fetchApi.fetch(
      `${baseUrl}/landing?scope=${scope}`,
      { signal: options.signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return landingSchema.parse(await response.json());
  }
}
