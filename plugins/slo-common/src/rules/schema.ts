import { z } from 'zod';
import { longestSpecs } from '../specs/specLimits';
import { SpecProblem } from '../specs/types';
import { ruleCorrectionsSchema } from './options';

/** The wire form of a {@link SpecProblem}. */
export const specProblemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  document: z.number().int().nonnegative(),
  path: z.string(),
  message: z.string(),
}) satisfies z.ZodType<SpecProblem>;

/** What `POST /api/slo/rules` is asked. */
export const rulesRequestSchema = z.object({
  /** YAML of Sloth or OpenSLO; may have several documents. */
  spec: z.string().min(1).max(longestSpecs),
  /** Of SLOs whose format has no period of its own. */
  periodDays: z.number().positive().max(366).default(30),
  corrections: ruleCorrectionsSchema.partial().default({}),
  /** YAML of Sloth's `kind: AlertWindows`, in place of its own windows. */
  alertWindows: z.string().max(50_000).optional(),
  /** Labels of all recording rules, over those of the spec. */
  extraLabels: z.record(z.string().min(1), z.string().min(1)).default({}),
});

/** See {@link rulesRequestSchema}. */
export type RulesRequest = z.infer<typeof rulesRequestSchema>;

/** Which SLOs rules have been made for. */
export const ruledSloSchema = z.object({
  service: z.string(),
  name: z.string(),
  /** A ratio. */
  objective: z.number(),
  periodDays: z.number(),
  recordingRules: z.number().int(),
  alertingRules: z.number().int(),
});

/**
 * The answer of `POST /api/slo/rules`. Rules are made of all SLOs of the spec or,
 * where one has an error, of none: half a file of rules looks like a whole one.
 */
export const rulesAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('generated'),
    /** A rule file of Prometheus, or `PrometheusRule` objects. */
    rules: z.string(),
    slos: z.array(ruledSloSchema),
    /** Nothing but warnings. */
    problems: z.array(specProblemSchema),
  }),
  z.object({
    outcome: z.literal('refused'),
    problems: z.array(specProblemSchema),
  }),
]);

/** See {@link rulesAnswerSchema}. */
export type RulesAnswer = z.infer<typeof rulesAnswerSchema>;
