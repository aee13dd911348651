import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  SloDetail,
  sloDetailSchema,
  SloOverview,
  sloOverviewSchema,
  SloSeries,
  sloSeriesSchema,
} from '@goreliable/plugin-slo-common';
import { SeriesRequestRange, SloApi } from './SloApi';

/** {@link SloApi} over HTTP. */
export class SloClient implements SloApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async overview(
    options: { entityRef?: string; signal?: AbortSignal } = {},
  ): Promise<SloOverview> {
    const { entityRef, signal } = options;
    const query = entityRef ? `?${new URLSearchParams({ entityRef })}` : '';
    return sloOverviewSchema.parse(
      await this.#get(`/overview${query}`, signal),
    );
  }

  async slo(
    id: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<SloDetail> {
    const path = `/slos/${encodeURIComponent(id)}`;
    return sloDetailSchema.parse(await this.#get(path, options.signal));
  }

  async series(
    id: string,
    range: SeriesRequestRange,
    options: { signal?: AbortSignal } = {},
  ): Promise<SloSeries> {
    const query = new URLSearchParams({
      from: String(Math.floor(range.from)),
      to: String(Math.floor(range.to)),
    });
    const path = `/slos/${encodeURIComponent(id)}/series?${query}`;
    return sloSeriesSchema.parse(await this.#get(path, options.signal));
  }

  async #get(path: string, signal: AbortSignal | undefined): Promise<unknown> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('slo');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }
}
