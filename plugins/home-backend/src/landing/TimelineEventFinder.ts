import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { TimelineService } from '@goreliable/plugin-timeline-node';
import { EventFinder, Viewer } from './ports';

const recentEvents = 12;
/** Entity references travel in the query string, whose length servers limit. */
const maxEntityRefs = 50;

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
    const { events } = await this.#timeline.listEvents(
      {
        limit: recentEvents,
        ...(entityRefs !== 'all' && {
          entityRefs: entityRefs.slice(0, maxEntityRefs),
        }),
      },
      { credentials: viewer.credentials },
    );
    return events;
  }
}
