import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  TimelineEvent,
  TimelineEventList,
  TimelineQuery,
} from '@goreliable/plugin-timeline-common';
import { decodeCursor, encodeCursor, positionOf } from './cursor';
import {
  EntityReader,
  EventFilter,
  EventPosition,
  EventStore,
  ReadAuthorizer,
} from './ports';
import { readableScope } from './readableScope';

/** Events looked at in one go when the readable ones among all are sought. */
const fullBatchSize = 500;

/** The first batch is small: most readers may see most of what is newest. */
const minFirstBatchSize = 50;

/**
 * Batches looked at for one page: bounds what a reader of few entities costs.
 * The page may be short then; its cursor leads on.
 */
const maxBatches = 20;

/** A query whose limit is decided. */
export type ListingQuery = TimelineQuery & { limit: number };

/** Lists events as somebody may see them. */
export class EventListing {
  constructor(
    private readonly store: EventStore,
    private readonly entities: EntityReader,
    private readonly authorizer: ReadAuthorizer,
  ) {}

  /**
   * @throws NotFoundError if the one entity asked for is not there or not
   *   readable, NotAllowedError if its timeline is not, InputError for a
   *   malformed cursor
   */
  async list(
    query: ListingQuery,
    credentials: BackstageCredentials,
  ): Promise<TimelineEventList> {
    const filter: EventFilter = {
      kinds: query.kinds,
      severities: query.severities,
      fromMs: query.from === undefined ? undefined : Date.parse(query.from),
      toMs: query.to === undefined ? undefined : Date.parse(query.to),
      text: query.text,
      after:
        query.cursor === undefined ? undefined : decodeCursor(query.cursor),
      limit: query.limit,
    };
    return query.entityRefs
      ? await this.listScope(
          query.entityRefs,
          query.hops ?? 0,
          filter,
          credentials,
        )
      : await this.listReadable(filter, credentials);
  }

  private async listScope(
    entityRefs: string[],
    hops: number,
    filter: EventFilter,
    credentials: BackstageCredentials,
  ): Promise<TimelineEventList> {
    const { entities, truncated } = await readableScope(
      { entities: this.entities, authorizer: this.authorizer },
      entityRefs,
      hops,
      credentials,
    );
    const events = await this.store.list({
      ...filter,
      entityRefs: entities.map(entity => entity.entityRef),
      // One more than wanted tells whether there is a next page.
      limit: filter.limit + 1,
    });
    const page = events.slice(0, filter.limit);
    return {
      events: page,
      ...(events.length > page.length && nextAfter(page)),
      scope: { entities, truncated },
    };
  }

  /** All events, less those of entities the reader may not see. */
  private async listReadable(
    filter: EventFilter,
    credentials: BackstageCredentials,
  ): Promise<TimelineEventList> {
    const readable = new Map<string, boolean>();
    const page: TimelineEvent[] = [];
    let after: EventPosition | undefined = filter.after;
    // Decides also where there are no events: no permission is no empty page.
    await this.authorizer.allowed([], credentials);
    for (let batch = 0; batch < maxBatches; batch++) {
      const batchSize =
        batch === 0
          ? Math.max(filter.limit + 1, minFirstBatchSize)
          : fullBatchSize;
      const events = await this.store.list({
        ...filter,
        after,
        limit: batchSize,
      });
      await this.decide(events, readable, credentials);
      for (const event of events) {
        if (readable.get(event.entityRef)) {
          if (page.length === filter.limit) {
            return { events: page, ...nextAfter(page) };
          }
          page.push(event);
        }
      }
      if (events.length < batchSize) {
        return { events: page };
      }
      after = positionOf(events.at(-1)!);
    }
    return { events: page, nextCursor: encodeCursor(after!) };
  }

  private async decide(
    events: readonly TimelineEvent[],
    readable: Map<string, boolean>,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const unknown = [...new Set(events.map(event => event.entityRef))].filter(
      entityRef => !readable.has(entityRef),
    );
    if (unknown.length === 0) {
      return;
    }
    const existing = await this.entities.read(unknown, credentials);
    const allowed = await this.authorizer.allowed(
      existing.map(entity => entity.entityRef),
      credentials,
    );
    unknown.forEach(entityRef =>
      readable.set(entityRef, allowed.has(entityRef)),
    );
  }
}

function nextAfter(page: readonly TimelineEvent[]): { nextCursor: string } {
  return { nextCursor: encodeCursor(positionOf(page.at(-1)!)) };
}
