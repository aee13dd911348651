import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  TimelineEvent,
  TimelineKind,
  TimelineSeverity,
} from '@goreliable/plugin-timeline-common';

/** A place in the order of all events, which is newest first and then by id. */
export interface EventPosition {
  /** Milliseconds since the epoch. */
  atMs: number;
  id: string;
}

/** Which events to list. */
export interface EventFilter {
  /** Absent: of every entity. */
  entityRefs?: readonly string[];
  kinds?: readonly TimelineKind[];
  severities?: readonly TimelineSeverity[];
  /** Milliseconds since the epoch, inclusive. */
  fromMs?: number;
  /** Milliseconds since the epoch, exclusive. */
  toMs?: number;
  /** Words that title, actor or entity must all contain. */
  text?: string;
  /** Only what comes after this position. */
  after?: EventPosition;
  limit: number;
}

/** Where events are kept. */
export interface EventStore {
  /**
   * Stores all of the events or none. An event that is stored already is
   * written again only if it differs.
   *
   * @returns the events that were new or differed
   */
  upsert(events: readonly TimelineEvent[]): Promise<TimelineEvent[]>;
  /** Events newest first. */
  list(filter: EventFilter): Promise<TimelineEvent[]>;
  /** Deletes up to `limit` events older than a time and says how many. */
  deleteBefore(atMs: number, limit: number): Promise<number>;
  /** @throws if the database does not answer */
  ping(): Promise<void>;
}

/** An entity as the dependency walk sees it. */
export interface RelatedEntity {
  /** Full, lower-case reference. */
  entityRef: string;
  kind: string;
  relations: readonly { type: string; targetRef: string }[];
}

/** The catalog as the reader may see it. */
export interface EntityReader {
  /** Those of the entities that exist and that the credentials may read. */
  read(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<RelatedEntity[]>;
}

/** Decides on `timeline.read`. */
export interface ReadAuthorizer {
  /**
   * Those of the entities whose timeline the credentials may read.
   *
   * @throws NotAllowedError if they may read no timeline at all
   */
  allowed(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>>;
}
