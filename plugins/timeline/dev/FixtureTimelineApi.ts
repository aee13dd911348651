import {
  rankSuspects,
  SuspectList,
  suspectQueryToSearchParams,
  suspectSearchParamsSchema,
  SuspectQuery,
  TimelineEventList,
  TimelineQuery,
} from '@goreliable/plugin-timeline-common';
import type { TimelineApi } from '../src';
import { fixtureEvents, scopeEntities } from './fixtures';

/** Answers from the fixtures as the backend would, so that every control can be tried. */
export class FixtureTimelineApi implements TimelineApi {
  async listEvents(query: TimelineQuery): Promise<TimelineEventList> {
    const { hops = 0, kinds, severities, from, to, limit = 100 } = query;
    const entities = scopeEntities.filter(entity => entity.hops <= hops);
    const words = query.text?.toLocaleLowerCase('en-US').split(/\s+/) ?? [];
    const matching = fixtureEvents.filter(
      event =>
        entities.some(({ entityRef }) => entityRef === event.entityRef) &&
        (!kinds || kinds.includes(event.kind)) &&
        (!severities || severities.includes(event.severity)) &&
        (!from || event.at >= from) &&
        (!to || event.at < to) &&
        words.every(word =>
          [event.title, event.actor, event.entityRef]
            .join(' ')
            .toLocaleLowerCase('en-US')
            .includes(word),
        ),
    );
    const start = Number(query.cursor ?? 0);
    const end = start + limit;
    return {
      events: matching.slice(start, end),
      ...(end < matching.length && { nextCursor: String(end) }),
      scope: { entities, truncated: false },
    };
  }

  async findSuspects(query: SuspectQuery): Promise<SuspectList> {
    const asked = suspectSearchParamsSchema.parse(
      Object.fromEntries(suspectQueryToSearchParams(query)),
    );
    const { entityRef, onset: at, earliest, latest, windowMinutes } = asked;
    return {
      ...{ entityRef, windowMinutes, onset: { at, earliest, latest } },
      ...rankSuspects({
        ...{ entityRef, windowMinutes, scope: scopeEntities },
        onset: {
          atMs: Date.parse(at),
          earliestMs: Date.parse(earliest),
          latestMs: Date.parse(latest),
        },
        events: fixtureEvents,
        past: fixtureEvents,
      }),
      scope: { entities: scopeEntities },
      notes: [],
    };
  }
}
