import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  TimelineEventList,
  timelineEventListSchema,
  TimelineQuery,
  timelineQueryToSearchParams,
} from '@goreliable/plugin-timeline-common';
import { TimelineApi } from './TimelineApi';

/** {@link TimelineApi} over HTTP. */
export class TimelineClient implements TimelineApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async listEvents(
    query: TimelineQuery,
    options: { signal?: AbortSignal } = {},
  ): Promise<TimelineEventList> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('timeline');
    const response = await this.#fetchApi.fetch(
      `${baseUrl}/events?${timelineQueryToSearchParams(query)}`,
      { signal: options.signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return timelineEventListSchema.parse(await response.json());
  }
}
