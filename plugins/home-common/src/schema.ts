import { z } from 'zod';
import { timelineEventSchema } from '@goreliable/plugin-timeline-common';
import {
  healthStateSchema,
  sourceStatusesSchema,
} from '@goreliable/upstream-common';

const instantSchema = z.iso.datetime({ offset: true });

/** A path of this portal: a state leads to where one can do something about it. */
const portalPathSchema = z
  .string()
  .regex(/^\/(?![/\\])/, 'must be a path of this portal, such as /slo');

const entityRefSchema = z
  .string()
  .regex(
    /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/,
    'must be a full entity reference such as component:default/gateway',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));

/** What one plugin says about one entity, in one line. */
export const entityStateSchema = z.object({
  entityRef: entityRefSchema,
  state: healthStateSchema,
  /** One line in words: `Error budget gone in 4 h at this rate`. */
  summary: z.string().min(1).max(200),
  href: portalPathSchema.optional(),
  /** When this was true. */
  asOf: instantSchema,
});
export type EntityState = z.infer<typeof entityStateSchema>;
export type EntityStateInput = z.input<typeof entityStateSchema>;

/** All that one plugin knows: what it no longer names is forgotten. */
export const statePublicationSchema = z.object({
  /** The publisher's noun, shown beside its states: `slo`, `delivery`, `models`. */
  source: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  /**
   * The permission to read that one must have to see these states, beside their entities.
   * Absent for states that anybody may see who sees the entity.
   */
  permission: z
    .object({
      name: z.string().min(1).max(100),
      resourceType: z.string().min(1).max(100),
    })
    .optional(),
  states: z
    .array(entityStateSchema)
    .max(20_000)
    .refine(
      states =>
        new Set(states.map(({ entityRef }) => entityRef)).size ===
        states.length,
      'an entity may stand there once: fold its states into the worst',
    ),
  /** How fresh the upstreams are that these states stem from. */
  sources: sourceStatusesSchema.max(100),
});
export type StatePublication = z.infer<typeof statePublicationSchema>;
export type StatePublicationInput = z.input<typeof statePublicationSchema>;

/** One service with what every plugin says about it, the most urgent first. */
export const landingServiceSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  description: z.string().optional(),
  type: z.string(),
  lifecycle: z.string().optional(),
  owner: z.string().optional(),
  system: z.string().optional(),
  /** The worst of `states`; `no-data` where nobody has said anything. */
  state: healthStateSchema,
  states: z.array(
    entityStateSchema.omit({ entityRef: true }).extend({ source: z.string() }),
  ),
  /**
   * Why there are no `states`: no plugin has published any yet, the viewer may not
   * read those of this service, or nothing watches it.
   */
  statesMissing: z
    .enum(['not-published', 'not-permitted', 'not-watched'])
    .optional(),
});
export type LandingService = z.infer<typeof landingServiceSchema>;

export const landingScopes = ['mine', 'all'] as const;
export const landingScopeSchema = z.enum(landingScopes);
/** `mine`: what the person's teams own; `all`: whatever the person may read. */
export type LandingScope = z.infer<typeof landingScopeSchema>;

/** The whole landing page in one answer. */
export const landingSchema = z.object({
  scope: landingScopeSchema,
  /** Whether the person's teams own anything; where they do not, `mine` is empty for a reason. */
  ownsServices: z.boolean(),
  services: z.array(landingServiceSchema),
  /** Services beyond the first 200, which are left out. */
  omittedServices: z.number().int().nonnegative(),
  events: z.array(timelineEventSchema),
  sources: sourceStatusesSchema,
});
export type Landing = z.infer<typeof landingSchema>;
