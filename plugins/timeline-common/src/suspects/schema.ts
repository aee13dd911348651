import { z } from 'zod';
import {
  timelineEntityRefSchema,
  timelineEventSchema,
  timelineInstantSchema,
  timelineScopeEntitySchema,
} from '../schema';
import {
  SuspectList,
  suspectConfidences,
  suspectFactors,
  SuspectQuery,
} from './types';

/** How long before an onset is looked at unless somebody asks for more, in minutes. */
export const defaultSuspectWindowMinutes = 60;

/** How long before an onset can be looked at, in minutes. */
export const maxSuspectWindowMinutes = 24 * 60;

/** How far apart the ends of an onset's uncertainty may be, in milliseconds. */
const maxUncertaintyMs = 7 * 24 * 3_600_000;

/**
 * The query parameters of `GET /api/timeline/suspects`; the output has every
 * field. Parameters it does not know are refused.
 */
export const suspectSearchParamsSchema = z
  .strictObject({
    entityRef: timelineEntityRefSchema,
    onset: timelineInstantSchema,
    earliest: timelineInstantSchema.optional(),
    latest: timelineInstantSchema.optional(),
    windowMinutes: z.coerce
      .number()
      .int()
      .min(1)
      .max(maxSuspectWindowMinutes)
      .default(defaultSuspectWindowMinutes),
  })
  .transform(({ earliest, latest, ...rest }) => ({
    ...rest,
    earliest: earliest ?? rest.onset,
    latest: latest ?? rest.onset,
  }))
  .refine(({ earliest, onset }) => earliest <= onset, {
    path: ['earliest'],
    error: 'must not be later than onset',
  })
  .refine(({ latest, onset }) => latest >= onset, {
    path: ['latest'],
    error: 'must not be earlier than onset',
  })
  .refine(
    ({ earliest, latest }) =>
      Date.parse(latest) - Date.parse(earliest) <= maxUncertaintyMs,
    { path: ['latest'], error: 'must be at most 7 days after earliest' },
  );

/** A query as {@link suspectSearchParamsSchema} gives it. */
export type CompleteSuspectQuery = z.output<typeof suspectSearchParamsSchema>;

/** The opposite of {@link suspectSearchParamsSchema}: leaves out what is absent. */
export function suspectQueryToSearchParams(
  query: SuspectQuery,
): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      params.set(name, String(value));
    }
  }
  return params;
}

/** The answer of `GET /api/timeline/suspects`. */
export const suspectListSchema = z.object({
  entityRef: z.string(),
  onset: z.object({
    at: z.string(),
    earliest: z.string(),
    latest: z.string(),
  }),
  windowMinutes: z.number(),
  summary: z.string(),
  suspects: z.array(
    z.object({
      event: timelineEventSchema,
      related: z.array(timelineEventSchema),
      hops: z.number().int().nonnegative(),
      path: z.array(z.string()),
      score: z.number().nonnegative(),
      share: z.number().min(0).max(1),
      confidence: z.enum(suspectConfidences),
      reasons: z.array(
        z.object({
          factor: z.enum(suspectFactors),
          weight: z.number().nonnegative(),
          text: z.string(),
        }),
      ),
      inWords: z.string(),
    }),
  ),
  cleared: z.array(z.object({ event: timelineEventSchema, text: z.string() })),
  scope: z.object({ entities: z.array(timelineScopeEntitySchema) }),
  notes: z.array(z.string()),
}) satisfies z.ZodType<SuspectList>;
