import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  NewSloReview,
  parseSloOverview,
  PreviewRequest,
  ProposalPlace,
  ProposalPlaceQuery,
  proposalPlaceSchema,
  SloBacktest,
  sloBacktestSchema,
  SloDetail,
  sloDetailSchema,
  SloOnset,
  sloOnsetSchema,
  SloOverview,
  SloPreview,
  sloPreviewSchema,
  SloReview,
  SloReviewAnswer,
  sloReviewAnswerSchema,
  sloReviewSchema,
  SloRulesAnswer,
  sloRulesSchema,
  SloSeries,
  sloSeriesSchema,
  SloSpecSource,
  sloSpecSourceSchema,
  SloTraffic,
  sloTrafficSchema,
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
    return parseSloOverview(await this.#get(`/overview${query}`, signal));
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
    const path = `/slos/${encodeURIComponent(id)}/series?${toQuery(range)}`;
    return sloSeriesSchema.parse(await this.#get(path, options.signal));
  }

  async onset(
    id: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<SloOnset> {
    const path = `/slos/${encodeURIComponent(id)}/onset`;
    return sloOnsetSchema.parse(await this.#get(path, options.signal));
  }

  async traffic(
    id: string,
    range: SeriesRequestRange,
    options: { signal?: AbortSignal } = {},
  ): Promise<SloTraffic> {
    const path = `/slos/${encodeURIComponent(id)}/traffic?${toQuery(range)}`;
    return sloTrafficSchema.parse(await this.#get(path, options.signal));
  }

  async backtest(
    id: string,
    options: { windows?: readonly string[]; signal?: AbortSignal } = {},
  ): Promise<SloBacktest> {
    const { windows = [] } = options;
    const query = new URLSearchParams(
      windows.map(each => ['windows', each] as [string, string]),
    );
    const path = `/slos/${encodeURIComponent(id)}/backtest${
      windows.length > 0 ? `?${query}` : ''
    }`;
    return sloBacktestSchema.parse(await this.#get(path, options.signal));
  }

  async review(
    id: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<SloReviewAnswer> {
    const path = `/slos/${encodeURIComponent(id)}/review`;
    return sloReviewAnswerSchema.parse(await this.#get(path, options.signal));
  }

  async rules(
    id: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<SloRulesAnswer> {
    const path = `/slos/${encodeURIComponent(id)}/rules`;
    return sloRulesSchema.parse(await this.#get(path, options.signal));
  }

  async recordReview(id: string, review: NewSloReview): Promise<SloReview> {
    const path = `/slos/${encodeURIComponent(id)}/reviews`;
    const answer = await this.#request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(review),
    });
    return sloReviewSchema.parse(answer);
  }

  async preview(
    request: PreviewRequest,
    options: { signal?: AbortSignal } = {},
  ): Promise<SloPreview> {
    const answer = await this.#request('/preview', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal: options.signal,
    });
    return sloPreviewSchema.parse(answer);
  }

  async proposalPlace(
    query: ProposalPlaceQuery,
    options: { signal?: AbortSignal } = {},
  ): Promise<ProposalPlace> {
    const path = `/proposals/place?${new URLSearchParams(query)}`;
    return proposalPlaceSchema.parse(await this.#get(path, options.signal));
  }

  async spec(
    id: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<SloSpecSource> {
    const path = `/slos/${encodeURIComponent(id)}/spec`;
    return sloSpecSourceSchema.parse(await this.#get(path, options.signal));
  }

  async #get(path: string, signal: AbortSignal | undefined): Promise<unknown> {
    return await this.#request(path, { signal });
  }

  async #request(path: string, init: RequestInit): Promise<unknown> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('slo');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }
}

function toQuery(range: SeriesRequestRange): URLSearchParams {
  return new URLSearchParams({
    from: String(Math.floor(range.from)),
    to: String(Math.floor(range.to)),
  });
}
