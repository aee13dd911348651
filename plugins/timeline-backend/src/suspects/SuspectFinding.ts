import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  clearedWithinMs,
  CompleteSuspectQuery,
  maxHops,
  rankSuspects,
  suspectKinds,
  SuspectList,
  TimelineEvent,
  TimelineKind,
} from '@goreliable/plugin-timeline-common';
import {
  EntityReader,
  EventFilter,
  EventStore,
  ReadAuthorizer,
} from '../service/ports';
import { readableScope, ReadableScope } from '../service/readableScope';
import { maxScopeEntities } from '../service/findScope';

/** Events around an onset that are judged; more would be a flood that hides its cause. */
const mostEvents = 500;

/** How far back past incidents are remembered. */
const rememberedMs = 90 * 24 * 3_600_000;
const mostIncidents = 100;
const mostPastChanges = 500;

/** Events that tell of a past incident. */
const incidentKinds: TimelineKind[] = ['incident', 'slo'];

/**
 * Finds what may have begun a burn among the events that the asker may see: three queries, however
 * many entities the dependencies are.
 */
export class SuspectFinding {
  constructor(
    private readonly deps: {
      store: Pick<EventStore, 'list'>;
      entities: EntityReader;
      authorizer: ReadAuthorizer;
    },
  ) {}

  /**
   * @throws NotFoundError if the entity is not there or not readable,
   *   NotAllowedError if its timeline is not
   */
  async find(
    query: CompleteSuspectQuery,
    credentials: BackstageCredentials,
  ): Promise<SuspectList> {
    const { entityRef, windowMinutes } = query;
    const scope = await readableScope(
      this.deps,
      [entityRef],
      maxHops,
      credentials,
    );
    const onset = {
      atMs: Date.parse(query.onset),
      earliestMs: Date.parse(query.earliest),
      latestMs: Date.parse(query.latest),
    };
    const fromMs = onset.earliestMs - windowMinutes * 60_000;
    const [events, past] = await Promise.all([
      this.list(scope, {
        kinds: suspectKinds,
        fromMs,
        toMs: onset.latestMs + clearedWithinMs + 1,
        limit: mostEvents + 1,
      }),
      this.past(scope, fromMs),
    ]);
    return {
      entityRef,
      onset: {
        at: query.onset,
        earliest: query.earliest,
        latest: query.latest,
      },
      windowMinutes,
      ...rankSuspects({
        ...{ entityRef, onset, windowMinutes, past },
        scope: scope.entities,
        events,
      }),
      scope: { entities: scope.entities },
      notes: notesOn(scope, events.length > mostEvents),
    };
  }

  /** Incidents before the window, with the changes that came before them. */
  private async past(
    scope: ReadableScope,
    beforeMs: number,
  ): Promise<TimelineEvent[]> {
    const range = { fromMs: beforeMs - rememberedMs, toMs: beforeMs };
    const incidents = await this.list(scope, {
      ...range,
      kinds: incidentKinds,
      severities: ['warning', 'critical'],
      limit: mostIncidents,
    });
    if (incidents.length === 0) {
      return [];
    }
    const changes = await this.list(scope, {
      ...range,
      kinds: suspectKinds.filter(kind => !incidentKinds.includes(kind)),
      limit: mostPastChanges,
    });
    return [...incidents, ...changes];
  }

  private async list(
    scope: ReadableScope,
    filter: EventFilter,
  ): Promise<TimelineEvent[]> {
    return await this.deps.store.list({
      ...filter,
      entityRefs: scope.entities.map(entity => entity.entityRef),
    });
  }
}

function unseenNote(unseen: number): string {
  return unseen === 1
    ? '1 dependency was not looked at: it is not in the catalog, or you may not see it'
    : `${unseen} dependencies were not looked at: they are not in the catalog, or you may not see them`;
}

/** What the answer does not cover: silence would pass for innocence. */
function notesOn(
  { unseen, truncated }: ReadableScope,
  isFlooded: boolean,
): string[] {
  return [
    unseen > 0 && unseenNote(unseen),
    truncated &&
      `Only the ${maxScopeEntities} nearest dependencies were looked at`,
    isFlooded &&
      `Only the last ${mostEvents} events were looked at; there were more`,
  ].filter(note => note !== false);
}
