import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  SuspectList,
  SuspectQuery,
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

  /**
   * Ranks what changed just before a burn began, as the signed-in person may see it.
   *
   * @throws ResponseError if the portal refuses, ZodError if it answers nonsense
   */
  findSuspects(
    query: SuspectQuery,
    options?: { signal?: AbortSignal },
  ): Promise<SuspectList>;
}

export const timelineApiRef = createApiRef<TimelineApi>({
  id: 'plugin.timeline.events',
});
