import { ResponseError } from '@backstage/errors';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { TimelineService } from '@goreliable/plugin-timeline-node';
import { EventFinder, Viewer } from './ports';

const recentEvents = 12;
/** Entity references travel in the query string, whose length servers limit. */
const maxEntityRefs = 50;
/** A page waits no longer for what is only a part of it; the timeline's client is patient. */
const patienceMs = 2_000;
/** What the viewer may not see, or a portal does not have, is no failure to tell of. */
const nothingForViewer = new Set([403, 404]);

/** Events of the shared timeline, read as the viewer. */
export class TimelineEventFinder implements EventFinder {
  readonly #timeline: TimelineService;

  constructor(timeline: TimelineService) {
    this.#timeline = timeline;
  }

  async find(
    viewer: Viewer,
    entityRefs: readonly string[] | 'all',
  ): Promise<TimelineEvent[]> {
    if (entityRefs.length === 0) {
      return [];
    }
    try {
      return await this.#list(viewer, entityRefs);
    } catch (error) {
      if (
        error instanceof ResponseError &&
        nothingForViewer.has(error.statusCode)
      ) {
        return [];
      }
      throw error;
    }
  }

  async #list(
    viewer: Viewer,
    entityRefs: readonly string[] | 'all',
  ): Promise<TimelineEvent[]> {
    const { events } = await this.#timeline.listEvents(
      {
        limit: recentEvents,
        ...(entityRefs !== 'all' && {
          entityRefs: entityRefs.slice(0, maxEntityRefs),
        }),
      },
      {
        credentials: viewer.credentials,
        signal: AbortSignal.timeout(patienceMs),
      },
    );
    return events;
  }
}
