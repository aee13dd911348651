import { JsonObject } from '@backstage/types';

/** What sort of thing happened, in the order in which filters list them. */
export const timelineKinds = [
  'deploy',
  'rollout',
  'config',
  'scale',
  'alert',
  'incident',
  'promotion',
  'drift',
  'scenario',
  'slo',
  'scaffold',
] as const;

/** One of {@link timelineKinds}. */
export type TimelineKind = (typeof timelineKinds)[number];

/** How much an event matters, mildest first. */
export const timelineSeverities = ['info', 'warning', 'critical'] as const;

/** One of {@link timelineSeverities}. */
export type TimelineSeverity = (typeof timelineSeverities)[number];

/** Something that happened to an entity. */
export interface TimelineEvent {
  /** Made by `timelineEventId`, so that publishing twice stores once. */
  id: string;
  /** When it happened: ISO 8601 in UTC with milliseconds. */
  at: string;
  kind: TimelineKind;
  severity: TimelineSeverity;
  /** Full, lower-case reference of the entity it happened to. */
  entityRef: string;
  /** One line for a person, at most 300 characters. */
  title: string;
  /** Where to read more: an http(s) address or a path of this portal. */
  href?: string;
  /** Who did it: an entity reference or a plain name. */
  actor?: string;
  /** Details, at most 16 KiB as JSON. */
  data: JsonObject;
}

/**
 * A {@link TimelineEvent} as a publisher hands it in: `severity` defaults to
 * `info`, `data` to empty; `at` may carry an offset, `entityRef` any case.
 */
export type TimelineEventInput = Omit<TimelineEvent, 'severity' | 'data'> &
  Partial<Pick<TimelineEvent, 'severity' | 'data'>>;

/** An entity whose events a listing covers. */
export interface TimelineScopeEntity {
  entityRef: string;
  /** Steps from the entity that was asked for: 0 for itself and its parts. */
  hops: number;
  /** The entity one step nearer to the one asked for; absent for itself. */
  via?: string;
  /** The relation that led here from `via`. */
  relation?: string;
}

/** The answer of `GET /api/timeline/events`. */
export interface TimelineEventList {
  /** Newest first. */
  events: TimelineEvent[];
  /** Pass as `cursor` for what is older; absent at the end. */
  nextCursor?: string;
  /** The entities covered; absent when the listing is not about certain entities. */
  scope?: {
    entities: TimelineScopeEntity[];
    /** True when there were more dependencies than one listing covers. */
    truncated: boolean;
  };
}

/** What {@link TimelineEventList} can be narrowed by. */
export interface TimelineQuery {
  /** Absent: every entity the caller may read. */
  entityRefs?: string[];
  /** Also what these depend on, up to so many steps: 0 to 3. */
  hops?: number;
  kinds?: TimelineKind[];
  severities?: TimelineSeverity[];
  /** ISO 8601, inclusive. */
  from?: string;
  /** ISO 8601, exclusive. */
  to?: string;
  /** Words that title, actor or entity must all contain, in any case. */
  text?: string;
  cursor?: string;
  /** 1 to 500. */
  limit?: number;
}
