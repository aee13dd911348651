import { createHash } from 'node:crypto';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import type { Knex } from 'knex';
import { EventFilter, EventStore } from '../service/ports';

const table = 'timeline_events';

/** Rows per statement: SQLite takes at most 500, PostgreSQL gains nothing above 100. */
const rowsPerInsert = 100;

interface EventRow {
  id: string;
  /** PostgreSQL hands big integers out as text. */
  at_ms: number | string;
  kind: TimelineEvent['kind'];
  severity: TimelineEvent['severity'];
  entity_ref: string;
  title: string;
  href: string | null;
  actor: string | null;
  data: string;
  search_text: string;
  digest: string;
}

function toRow(event: TimelineEvent): EventRow {
  const content = {
    at_ms: Date.parse(event.at),
    kind: event.kind,
    severity: event.severity,
    entity_ref: event.entityRef,
    title: event.title,
    href: event.href ?? null,
    actor: event.actor ?? null,
    data: JSON.stringify(event.data),
  };
  return {
    id: event.id,
    ...content,
    search_text: [event.title, event.actor ?? '', event.entityRef]
      .join('\n')
      .toLocaleLowerCase('en-US'),
    digest: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
  };
}

function toEvent(row: EventRow): TimelineEvent {
  return {
    id: row.id,
    at: new Date(Number(row.at_ms)).toISOString(),
    kind: row.kind,
    severity: row.severity,
    entityRef: row.entity_ref,
    title: row.title,
    ...(row.href !== null && { href: row.href }),
    ...(row.actor !== null && { actor: row.actor }),
    data: JSON.parse(row.data),
  };
}

/** The words of a search as patterns for LIKE, with its own signs escaped by a backslash. */
function toPatterns(text: string | undefined): string[] {
  return (text ?? '')
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(word => word !== '')
    .map(word => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}

/** Events in the plugin's own database, SQLite or PostgreSQL. */
export class DatabaseEventStore implements EventStore {
  constructor(private readonly knex: Knex) {}

  async upsert(events: readonly TimelineEvent[]): Promise<TimelineEvent[]> {
    // PostgreSQL refuses to write a row twice in one statement: the last wins.
    const byId = new Map(events.map(event => [event.id, event]));
    // Replicas that write the same events lock them in the same order.
    const rows = [...byId.values()]
      .map(toRow)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const changedIds = await this.knex.transaction(async transaction => {
      const ids: string[] = [];
      for (let start = 0; start < rows.length; start += rowsPerInsert) {
        const written = await transaction<EventRow>(table)
          .insert(rows.slice(start, start + rowsPerInsert))
          .onConflict('id')
          .merge()
          .where(
            `${table}.digest`,
            '<>',
            transaction.ref('excluded.digest') as never,
          )
          .returning('id');
        ids.push(...written.map(row => row.id));
      }
      return ids;
    });
    return changedIds.map(id => byId.get(id)!);
  }

  async list(filter: EventFilter): Promise<TimelineEvent[]> {
    const { entityRefs, limit } = filter;
    if (entityRefs?.length === 0) {
      return [];
    }
    const ofEntity = (entityRef?: string) => {
      const query = this.matching(filter);
      if (entityRef !== undefined) {
        query.where('entity_ref', entityRef);
      }
      return inOrder(query).limit(limit);
    };
    if (entityRefs === undefined || entityRefs.length === 1) {
      return (await ofEntity(entityRefs?.[0])).map(toEvent);
    }
    // A page of each entity, read off the index, then the newest of all: with
    // `entity_ref IN (…)` both databases would read and sort all they have.
    const pages = entityRefs.map(entityRef =>
      this.knex.select('*').from(ofEntity(entityRef).as('page')),
    );
    const rows: EventRow[] = await inOrder(
      this.knex.select('*').from(this.knex.unionAll(pages).as('pages')),
    ).limit(limit);
    return rows.map(toEvent);
  }

  async deleteBefore(atMs: number, limit: number): Promise<number> {
    return await this.knex(table)
      .whereIn(
        'id',
        this.knex(table)
          .select('id')
          .where('at_ms', '<', atMs)
          .orderBy('at_ms', 'asc')
          .limit(limit),
      )
      .delete();
  }

  async ping(): Promise<void> {
    await this.knex.raw('SELECT 1');
  }

  private matching(
    filter: EventFilter,
  ): Knex.QueryBuilder<EventRow, EventRow[]> {
    const query = this.knex<EventRow>(table).select<EventRow[]>('*');
    if (filter.kinds) {
      query.whereIn('kind', filter.kinds);
    }
    if (filter.severities) {
      query.whereIn('severity', filter.severities);
    }
    if (filter.fromMs !== undefined) {
      query.where('at_ms', '>=', filter.fromMs);
    }
    if (filter.toMs !== undefined) {
      query.where('at_ms', '<', filter.toMs);
    }
    for (const pattern of toPatterns(filter.text)) {
      query.whereRaw(`search_text LIKE ? ESCAPE '\\'`, [pattern]);
    }
    if (filter.after) {
      // A row comparison, which both databases answer from the index.
      query.whereRaw('(at_ms, id) < (?, ?)', [
        filter.after.atMs,
        filter.after.id,
      ]);
    }
    return query;
  }
}

function inOrder<T extends Knex.QueryBuilder>(query: T): T {
  return query.orderBy([
    { column: 'at_ms', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]) as T;
}
