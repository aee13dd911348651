import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  publishEventsResponseSchema,
  SuspectList,
  suspectListSchema,
  SuspectQuery,
  suspectQueryToSearchParams,
  TimelineEvent,
  timelineEventInputSchema,
  TimelineEventInput,
  TimelineEventList,
  timelineEventListSchema,
  TimelineQuery,
  timelineQueryToSearchParams,
} from '@goreliable/plugin-timeline-common';
import { chunkEvents } from './chunkEvents';
import { requestWithRetries, RetryOptions } from './requestWithRetries';
import { TimelineService } from './TimelineService';

const targetPluginId = 'timeline';

const defaultRetryOptions: RetryOptions = {
  attempts: 4,
  attemptTimeoutMs: 15_000,
  backoffMs: 250,
  maxBackoffMs: 5_000,
};

function parseEvents(events: readonly TimelineEventInput[]): TimelineEvent[] {
  return events.map((event, index) => {
    const parsed = timelineEventInputSchema.safeParse(event);
    if (parsed.success) {
      return parsed.data;
    }
    const problems = parsed.error.issues
      .map(issue => `${issue.path.join('.') || 'event'}: ${issue.message}`)
      .join('; ');
    throw new InputError(
      `Timeline event ${index} (id '${event?.id}') is malformed: ${problems}`,
    );
  });
}

/**
 * Talks to the timeline's backend over HTTP, wherever discovery says it is:
 * in this process or in another one.
 */
export class DefaultTimelineService implements TimelineService {
  static create(options: {
    discovery: DiscoveryService;
    auth: AuthService;
    retry?: Partial<RetryOptions>;
  }): DefaultTimelineService {
    return new DefaultTimelineService(options.discovery, options.auth, {
      ...defaultRetryOptions,
      ...options.retry,
    });
  }

  private constructor(
    private readonly discovery: DiscoveryService,
    private readonly auth: AuthService,
    private readonly retry: RetryOptions,
  ) {}

  async publish(
    events: readonly TimelineEventInput[],
    options?: { signal?: AbortSignal },
  ): Promise<{ published: number }> {
    let published = 0;
    for (const body of chunkEvents(parseEvents(events))) {
      const response = await this.request({
        operation: 'store events',
        path: '/events',
        init: {
          method: 'POST',
          body,
          headers: { 'Content-Type': 'application/json' },
        },
        credentials: await this.auth.getOwnServiceCredentials(),
        signal: options?.signal,
      });
      const answer = publishEventsResponseSchema.parse(await response.json());
      published += answer.published;
    }
    return { published };
  }

  async listEvents(
    query: TimelineQuery,
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<TimelineEventList> {
    const response = await this.request({
      operation: 'list events',
      path: `/events?${timelineQueryToSearchParams(query)}`,
      init: {},
      ...options,
    });
    return timelineEventListSchema.parse(await response.json());
  }

  async findSuspects(
    query: SuspectQuery,
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<SuspectList> {
    const response = await this.request({
      operation: 'find suspects',
      path: `/suspects?${suspectQueryToSearchParams(query)}`,
      init: {},
      ...options,
    });
    return suspectListSchema.parse(await response.json());
  }

  private async request(options: {
    operation: string;
    path: string;
    init: { method?: string; body?: string; headers?: Record<string, string> };
    credentials: BackstageCredentials;
    signal?: AbortSignal;
  }): Promise<Response> {
    return await requestWithRetries(
      async signal => {
        // Address and token anew for each try: both may change in between.
        const baseUrl = await this.discovery.getBaseUrl(targetPluginId);
        const { token } = await this.auth.getPluginRequestToken({
          onBehalfOf: options.credentials,
          targetPluginId,
        });
        return await fetch(`${baseUrl}${options.path}`, {
          ...options.init,
          headers: {
            Accept: 'application/json',
            ...options.init.headers,
            Authorization: `Bearer ${token}`,
          },
          signal,
        });
      },
      {
        ...this.retry,
        operation: options.operation,
        signal: options.signal,
      },
    );
  }
}
