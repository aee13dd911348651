import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  TimelineEventList,
  TimelineQuery,
} from '@goreliable/plugin-timeline-common';

/** What happened to the entities of the catalog. */
export interface TimelineApi {
  /**
   * Lists events newest first, as the signed-in person may see them.
   *
   * @throws ResponseError if the portal refuses, ZodError if it answers nonsense
   */
  listEvents(
    query: TimelineQuery,
    options?: { signal?: AbortSignal },
  ): Promise<TimelineEventList>;
}

export const timelineApiRef = createApiRef<TimelineApi>({
  id: 'plugin.timeline.events',
});
