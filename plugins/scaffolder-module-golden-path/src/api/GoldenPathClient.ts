import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  NameAvailability,
  nameAvailabilitySchema,
  Preview,
  PreviewRequest,
  previewSchema,
} from '@goreliable/plugin-golden-path-common';
import { GoldenPathApi } from './GoldenPathApi';

/** Asks `/api/golden-path`. */
export class GoldenPathClient implements GoldenPathApi {
  constructor(
    private readonly options: {
      discoveryApi: DiscoveryApi;
      fetchApi: FetchApi;
    },
  ) {}

  async nameAvailability(
    name: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<NameAvailability> {
    return nameAvailabilitySchema.parse(
      await this.request(`/names/${encodeURIComponent(name)}`, options),
    );
  }

  async preview(
    request: PreviewRequest,
    options: { signal?: AbortSignal } = {},
  ): Promise<Preview> {
    return previewSchema.parse(
      await this.request('/preview', {
        ...options,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(request),
      }),
    );
  }

  private async request(path: string, init: RequestInit): Promise<unknown> {
    const baseUrl = await this.options.discoveryApi.getBaseUrl('golden-path');
    const response = await this.options.fetchApi.fetch(
      `${baseUrl}${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }
}
