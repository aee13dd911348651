import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  SuspectList,
  SuspectQuery,
  TimelineEventInput,
  TimelineEventList,
  TimelineQuery,
} from '@goreliable/plugin-timeline-common';

/** The shared timeline, for backend plugins. */
export interface TimelineService {
  /**
   * Tells the timeline what happened. Safe to repeat: an event is stored under
   * its id once, and written again only if it differs.
   *
   * Any number of events may be passed; they travel in parts, in order, and
   * the promise resolves once the last part is committed.
   *
   * @returns how many events were new or had changed
   * @throws InputError before anything is sent if an event is malformed; the
   *   message names its position, id and field
   * @throws ServiceUnavailableError if the timeline cannot be reached or keeps
   *   failing after retries; parts sent before that stay published
   */
  publish(
    events: readonly TimelineEventInput[],
    options?: { signal?: AbortSignal },
  ): Promise<{ published: number }>;

  /**
   * Lists events as the given credentials may see them, newest first.
   *
   * @throws ResponseError if the timeline refuses, e.g. NotAllowedError
   * @throws ServiceUnavailableError if it cannot be reached
   */
  listEvents(
    query: TimelineQuery,
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<TimelineEventList>;

  /**
   * Ranks what changed just before a burn began, as the given credentials may see it.
   *
   * @throws ResponseError if the timeline refuses, e.g. NotFoundError
   * @throws ServiceUnavailableError if it cannot be reached
   */
  findSuspects(
    query: SuspectQuery,
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<SuspectList>;
}
