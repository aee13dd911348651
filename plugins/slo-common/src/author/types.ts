import { z } from 'zod';

/** The kinds of objectives that the form knows. */
export const sloTemplateIds = [
  'availability',
  'latency',
  'ttft',
  'freshness',
  'queue-age',
  'batch-success',
  'raw-ratio',
  'own-queries',
] as const;

/** See {@link sloTemplateIds}. */
export type SloTemplateId = (typeof sloTemplateIds)[number];

/**
 * What a field of a template takes.
 * - `metric`: the name of a metric; of a histogram, without `_bucket`
 * - `matchers`: label matchers, separated by commas
 * - `seconds`: a length of time
 * - `promql`: an expression in which `{{.window}}` stands for the range
 */
export type TemplateFieldKind = 'metric' | 'matchers' | 'seconds' | 'promql';

/** One thing that a template has to be told. */
export interface TemplateField {
  id: string;
  label: string;
  /** A sentence below the field. */
  help: string;
  kind: TemplateFieldKind;
  isOptional?: boolean;
  /** Of a threshold: the field with the histogram that it must be a bound of. */
  boundOf?: string;
}

/** A draft as somebody has typed it: nothing in it has to make sense yet. */
export const sloDraftSchema = z.object({
  format: z.enum(['sloth', 'openslo']),
  template: z.enum(sloTemplateIds),
  /** As in Sloth's `sloth_service`. */
  service: z.string(),
  name: z.string(),
  description: z.string(),
  /** In percent. */
  objective: z.string(),
  /** In days. Sloth's files do not say it: it is an option of the generator. */
  periodDays: z.string(),
  /** By the ids of the template's fields. */
  fields: z.record(z.string(), z.string()),
  alerts: z.object({
    name: z.string(),
    summary: z.string(),
    runbookUrl: z.string(),
    page: z.boolean(),
    ticket: z.boolean(),
  }),
  /** Of the spec that it began with, what the form does not show. */
  kept: z
    .object({
      labels: z.record(z.string(), z.string()),
      alertLabels: z.record(z.string(), z.string()),
      alertAnnotations: z.record(z.string(), z.string()),
      page: z.object({
        labels: z.record(z.string(), z.string()),
        annotations: z.record(z.string(), z.string()),
      }),
      ticket: z.object({
        labels: z.record(z.string(), z.string()),
        annotations: z.record(z.string(), z.string()),
      }),
    })
    .optional(),
});

/** See {@link sloDraftSchema}. */
export type SloDraft = z.infer<typeof sloDraftSchema>;

/** What somebody is writing: a form, or the text itself. */
export const authorStateSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('form'), draft: sloDraftSchema }),
  z.object({
    mode: z.literal('code'),
    text: z.string(),
    /** What the form would show; the last that the text could be read as. */
    draft: sloDraftSchema,
  }),
]);

/** See {@link authorStateSchema}. */
export type AuthorState = z.infer<typeof authorStateSchema>;

/** An {@link AuthorState} that outlives the page it is written on. */
export const keptAuthorStateSchema = authorStateSchema.and(
  z.object({
    /** Text of the spec that it is a change of, as that was when it began; older drafts lack it. */
    began: z.string().optional(),
  }),
);

/** See {@link keptAuthorStateSchema}. */
export type KeptAuthorState = z.infer<typeof keptAuthorStateSchema>;

/** What is wrong with a draft, and where. */
export interface DraftProblem {
  /** A field of the draft, or `fields.<id>` for one of the template's. */
  field: string;
  /** What is wrong and what to do, in a sentence that follows the field's name. */
  message: string;
}
