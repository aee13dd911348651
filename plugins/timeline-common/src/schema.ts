import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { maxEventIdLength } from './eventId';
import {
  TimelineEvent,
  TimelineEventInput,
  TimelineEventList,
  timelineKinds,
  TimelineScopeEntity,
  timelineSeverities,
} from './types';

/** Events one publishing request may hold. */
export const maxEventsPerRequest = 500;

/** Events one listing may hold. */
export const maxEventsPerPage = 500;

/** Steps a listing may follow an entity's dependencies. */
export const maxHops = 3;

/** Bytes of JSON an event's `data` may have. */
export const maxDataBytes = 16 * 1024;

/** The wire form of a `TimelineKind`. */
export const timelineKindSchema = z.enum(timelineKinds);

/** The wire form of a `TimelineSeverity`. */
export const timelineSeveritySchema = z.enum(timelineSeverities);

/** A full entity reference in any case; the output is lower-case as the catalog keeps it. */
export const timelineEntityRefSchema = z
  .string()
  .max(400)
  .regex(
    /^[^\s:/\p{C}]+:[^\s:/\p{C}]+\/[^\s:/\p{C}]+$/u,
    'must be a full entity reference such as component:default/gateway',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'))
  // Again: some letters become two.
  .pipe(z.string().max(400));

/** A moment with an offset or `Z`; the output is UTC with milliseconds. */
export const timelineInstantSchema = z.iso
  .datetime({
    offset: true,
    error: 'must be an ISO 8601 time with an offset, e.g. 2026-05-04T10:00:00Z',
  })
  .transform(at => new Date(at).toISOString());

/**
 * Only what is safe behind a link: http(s), or a path of this portal. Two
 * slashes at the start would leave the portal, and browsers read a backslash
 * as a slash.
 */
const hrefSchema = z
  .string()
  .max(2048)
  .regex(
    /^(https?:\/\/[^\s\\]+|\/(?![/\\])[^\s\\]*)$/i,
    'must be an http(s) address or a path starting with one slash',
  );

const dataSchema = z
  .record(z.string(), z.json())
  .refine(
    data =>
      new TextEncoder().encode(JSON.stringify(data)).length <= maxDataBytes,
    `must be at most ${maxDataBytes} bytes of JSON`,
  ) as unknown as z.ZodType<JsonObject, JsonObject>;

/** One printable line: what people read must not carry line breaks or escapes. */
function lineSchema(maxLength: number) {
  return z
    .string()
    .transform(text => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim())
    .pipe(z.string().min(1).max(maxLength));
}

/** A published event as it is stored and listed. */
export const timelineEventInputSchema = z.object({
  id: z
    .string()
    .min(3)
    .max(maxEventIdLength)
    .regex(
      /^[a-z][a-z0-9-]*:[\x21-\x7e]+$/,
      'must be made with timelineEventId({ source, key })',
    ),
  at: timelineInstantSchema,
  kind: timelineKindSchema,
  severity: timelineSeveritySchema.default('info'),
  entityRef: timelineEntityRefSchema,
  title: lineSchema(300),
  href: hrefSchema
    // PostgreSQL stores no NUL: one would fail a whole batch.
    .regex(/^\P{C}*$/u, 'must have no control characters')
    .optional(),
  actor: lineSchema(200).optional(),
  data: dataSchema.default({}),
}) satisfies z.ZodType<TimelineEvent, TimelineEventInput>;

/** The body of `POST /api/timeline/events`. */
export const publishEventsRequestSchema = z.object({
  events: z.array(timelineEventInputSchema).min(1).max(maxEventsPerRequest),
});

/** The answer of `POST /api/timeline/events`. */
export const publishEventsResponseSchema = z.object({
  /** Events that were new or had changed; the rest were stored already. */
  published: z.number().int().nonnegative(),
});

/** A listed event, for clients; lenient where a newer server may know more. */
export const timelineEventSchema = z.object({
  id: z.string(),
  at: z.string(),
  kind: timelineKindSchema,
  severity: timelineSeveritySchema,
  entityRef: z.string(),
  title: z.string(),
  href: hrefSchema.optional(),
  actor: z.string().optional(),
  data: z.record(z.string(), z.json()) as unknown as z.ZodType<
    JsonObject,
    JsonObject
  >,
}) satisfies z.ZodType<TimelineEvent>;

/** An entity that an answer covers. */
export const timelineScopeEntitySchema = z.object({
  entityRef: z.string(),
  hops: z.number().int().nonnegative(),
  via: z.string().optional(),
  relation: z.string().optional(),
}) satisfies z.ZodType<TimelineScopeEntity>;

/** The answer of `GET /api/timeline/events`. */
export const timelineEventListSchema = z.object({
  events: z.array(timelineEventSchema),
  nextCursor: z.string().optional(),
  scope: z
    .object({
      entities: z.array(timelineScopeEntitySchema),
      truncated: z.boolean(),
    })
    .optional(),
}) satisfies z.ZodType<TimelineEventList>;
