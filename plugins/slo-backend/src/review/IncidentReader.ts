import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { MissingInput, PastIncident, Slo } from '@goreliable/plugin-slo-common';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { TimelineService } from '@goreliable/plugin-timeline-node';
import { Clock } from '../ports';
import { isAbout, pastIncidents } from './pastIncidents';

/** How long a page waits for the timeline. */
const patienceMs = 5_000;
/** An incident that began next door is published there, and names who was affected. */
const hops = 2;
const eventsPerPage = 500;
const mostPages = 10;

/** Finds the incidents that an SLO should have told of. */
export class IncidentReader {
  constructor(
    private readonly timeline: Pick<TimelineService, 'listEvents'>,
    private readonly now: Clock,
  ) {}

  /**
   * @param range - Unix seconds
   * @returns what the caller may see; nothing, and why, if that is not known
   */
  async read(
    slo: Slo,
    range: { from: number; to: number },
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<{ incidents: PastIncident[]; missing: MissingInput[] }> {
    if (slo.entityRef === undefined) {
      return nothing(
        'The SLO belongs to no entity of the catalog, so no incidents of it are known.',
      );
    }
    const patience = AbortSignal.timeout(patienceMs);
    const signal = options.signal
      ? AbortSignal.any([options.signal, patience])
      : patience;
    try {
      const events = await this.list(slo.entityRef, range, {
        credentials: options.credentials,
        signal,
      });
      const own = events.filter(event =>
        isAbout(event, slo.entityRef!, slo.service),
      );
      return {
        incidents: pastIncidents(own, this.now() / 1000),
        missing: [],
      };
    } catch (error) {
      options.signal?.throwIfAborted();
      return nothing(
        `The timeline does not answer, so no incidents are known: ${
          patience.aborted
            ? `it took longer than ${patienceMs / 1000} s`
            : (error as Error).message
        }`,
      );
    }
  }

  private async list(
    entityRef: string,
    range: { from: number; to: number },
    options: { credentials: BackstageCredentials; signal: AbortSignal },
  ): Promise<TimelineEvent[]> {
    const events: TimelineEvent[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const answer = await this.timeline.listEvents(
        {
          entityRefs: [entityRef],
          hops,
          kinds: ['incident'],
          from: new Date(range.from * 1000).toISOString(),
          to: new Date(range.to * 1000).toISOString(),
          limit: eventsPerPage,
          ...(cursor && { cursor }),
        },
        options,
      );
      events.push(...answer.events);
      cursor = answer.nextCursor;
      if (!cursor) {
        break;
      }
    }
    return events;
  }
}

function nothing(reason: string) {
  const missing: MissingInput[] = [{ input: 'incidents', reason }];
  return { incidents: [], missing };
}
