import { z } from 'zod';
import {
  maxEventsPerPage,
  maxHops,
  timelineEntityRefSchema,
  timelineInstantSchema,
  timelineKindSchema,
  timelineSeveritySchema,
} from './schema';
import { TimelineQuery } from './types';

const defaultLimit = 100;

/** A parameter that may be absent, be given once, or several times. */
function listOf<T extends z.ZodType>(item: T, maxLength: number) {
  return z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).min(1).max(maxLength).optional(),
  );
}

/**
 * The query parameters of `GET /api/timeline/events`; `entityRef`, `kind` and
 * `severity` may be repeated. The output is a `TimelineQuery` with `hops` and
 * `limit` filled in. Parameters it does not know are refused: a misspelt
 * filter would otherwise silently list everything.
 */
export const timelineSearchParamsSchema = z
  .strictObject({
    entityRef: listOf(timelineEntityRefSchema, 100),
    hops: z.coerce.number().int().min(0).max(maxHops).default(0),
    kind: listOf(timelineKindSchema, 50),
    severity: listOf(timelineSeveritySchema, 10),
    from: timelineInstantSchema.optional(),
    to: timelineInstantSchema.optional(),
    // What cannot be printed cannot be in a title either, and upsets databases.
    text: z
      .string()
      .transform(text => text.replace(/\p{C}/gu, ' ').trim())
      .pipe(z.string().max(200))
      .optional(),
    cursor: z.string().max(1000).optional(),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(maxEventsPerPage)
      .default(defaultLimit),
  })
  .refine(
    ({ from, to }) => from === undefined || to === undefined || from < to,
    { path: ['to'], error: 'must be later than from' },
  )
  .transform(
    ({ entityRef, kind, severity, text, ...rest }) =>
      ({
        ...rest,
        entityRefs: entityRef,
        kinds: kind,
        severities: severity,
        text: text || undefined,
      } satisfies TimelineQuery),
  );

/** The opposite of {@link timelineSearchParamsSchema}: leaves out what is absent. */
export function timelineQueryToSearchParams(
  query: TimelineQuery,
): URLSearchParams {
  const params = new URLSearchParams();
  const lists = {
    entityRef: query.entityRefs,
    kind: query.kinds,
    severity: query.severities,
  };
  for (const [name, values] of Object.entries(lists)) {
    values?.forEach(value => params.append(name, value));
  }
  const { hops, from, to, text, cursor, limit } = query;
  for (const [name, value] of Object.entries({
    hops,
    from,
    to,
    text,
    cursor,
    limit,
  })) {
    if (value !== undefined && value !== '') {
      params.set(name, String(value));
    }
  }
  return params;
}
