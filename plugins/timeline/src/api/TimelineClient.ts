import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  SuspectList,
  suspectListSchema,
  SuspectQuery,
  suspectQueryToSearchParams,
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
    return timelineEventListSchema.parse(
      await this.#get(
        `/events?${timelineQueryToSearchParams(query)}`,
        options.signal,
      ),
    );
  }

  async findSuspects(
    query: SuspectQuery,
    options: { signal?: AbortSignal } = {},
  ): Promise<SuspectList> {
    return suspectListSchema.parse(
      await this.#get(
        `/suspects?${suspectQueryToSearchParams(query)}`,
        options.signal,
      ),
    );
  }

  async #get(path: string, signal: AbortSignal | undefined): Promise<unknown> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('timeline');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }
}
