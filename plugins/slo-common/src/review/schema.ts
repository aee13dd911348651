import { sourceStatusesSchema } from '@goreliable/upstream-common';
import { z } from 'zod';
import {
  Backtest,
  BacktestResult,
  IncidentFacts,
  IncidentResult,
  ReviewSuggestion,
} from '../backtest';
import { LintFinding } from '../lint';
import { alertPairSchema, sourceWarningSchema } from '../schema';
import { longestSpecs } from '../specs/specLimits';
import { dateSchema, reviewDecisions } from './due';

const alertRunSchema = z.object({ from: z.number(), to: z.number() });

const incidentResultSchema = z.object({
  id: z.string(),
  outcome: z.enum(['paged', 'ticketed', 'missed', 'unseen', 'not-recorded']),
  detectionSeconds: z.number().optional(),
}) satisfies z.ZodType<IncidentResult>;

const backtestResultSchema = z.object({
  objective: z.number(),
  policyId: z.string(),
  pages: z.array(alertRunSchema),
  tickets: z.array(alertRunSchema),
  pageMinutes: z.number(),
  breachMinutes: z.number(),
  budgetSpent: z.number().optional(),
  unreachablePairs: z.array(z.string()),
  incidents: z.array(incidentResultSchema),
  hits: z.number(),
  misses: z.number(),
  pagesWithoutIncident: z.number(),
  medianDetectionSeconds: z.number().optional(),
}) satisfies z.ZodType<BacktestResult>;

const incidentFactsSchema = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  from: z.number(),
  to: z.number(),
  coverage: z.number(),
  errorRatio: z.number().optional(),
  isVisible: z.boolean(),
}) satisfies z.ZodType<IncidentFacts>;

/** The wire form of a {@link Backtest}. */
export const backtestSchema = z.object({
  from: z.number(),
  to: z.number(),
  sliceSeconds: z.number(),
  coverage: z.number(),
  weighting: z.enum(['traffic', 'slices']),
  incidents: z.array(incidentFactsSchema),
  results: z.array(backtestResultSchema),
}) satisfies z.ZodType<Backtest>;

const missingSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('no-objective') }),
  z.object({ code: z.literal('no-history') }),
  z.object({
    code: z.literal('short-history'),
    days: z.number(),
    needed: z.number(),
  }),
  z.object({
    code: z.literal('low-coverage'),
    coverage: z.number(),
    needed: z.number(),
  }),
]);

const count = z.number();
const reasonSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('fewer-misses'),
    from: count,
    to: count,
    of: count,
  }),
  z.object({ code: z.literal('fewer-false-pages'), from: count, to: count }),
  z.object({ code: z.literal('not-overspent'), spent: z.number() }),
  z.object({ code: z.literal('catches-all'), of: count }),
  z.object({
    code: z.literal('none-better'),
    misses: count,
    falsePages: count,
  }),
  z.object({ code: z.literal('overspent'), spent: z.number() }),
  z.object({ code: z.literal('no-incidents') }),
  z.object({ code: z.literal('unseen-incidents'), count }),
  z.object({
    code: z.literal('history-supports'),
    objective: z.number(),
    spent: z.number(),
  }),
]);

/** The wire form of a {@link ReviewSuggestion}. */
export const reviewSuggestionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none'), missing: z.array(missingSchema) }),
  z.object({
    kind: z.enum(['keep', 'change']),
    objective: z.number(),
    policyId: z.string(),
    reasons: z.array(reasonSchema),
  }),
]) satisfies z.ZodType<ReviewSuggestion>;

/** The wire form of a {@link LintFinding}. */
export const lintFindingSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  remedy: z.string(),
  where: z.object({
    part: z.enum([
      'objective',
      'period',
      'sli',
      'errorQuery',
      'totalQuery',
      'errorRatioQuery',
      'alerts',
      'page',
      'ticket',
      'history',
    ]),
    from: z.number().optional(),
    to: z.number().optional(),
  }),
}) satisfies z.ZodType<LintFinding>;

/** What could not be asked for an answer, which is the poorer for it. */
export const missingInputSchema = z.object({
  /** `history`: the recorded past; `incidents`: the timeline; `rules`: what is loaded in the source; `traffic`: its counters. */
  input: z.enum(['history', 'incidents', 'rules', 'traffic']),
  /** In a sentence. */
  reason: z.string(),
});

/** See {@link missingInputSchema}. */
export type MissingInput = z.infer<typeof missingInputSchema>;

/** The answer of `GET /api/slo/slos/:id/backtest`. */
export const sloBacktestSchema = z.object({
  id: z.string(),
  /** As it is at present. */
  objective: z.number().optional(),
  backtest: backtestSchema,
  /** What was tried, for the SLO's period; the present one is `current`. */
  policies: z.array(
    z.object({ id: z.string(), pairs: z.array(alertPairSchema) }),
  ),
  suggestion: reviewSuggestionSchema,
  missing: z.array(missingInputSchema),
  warnings: z.array(sourceWarningSchema),
  sources: sourceStatusesSchema,
});

/** See {@link sloBacktestSchema}. */
export type SloBacktest = z.infer<typeof sloBacktestSchema>;

/** A review that somebody has recorded. */
export const sloReviewSchema = z.object({
  id: z.string(),
  sloId: z.string(),
  /** ISO 8601. */
  decidedAt: z.string(),
  /** Entity reference of the person, or the name of a service. */
  decidedBy: z.string(),
  decision: z.enum(reviewDecisions),
  note: z.string(),
  /** When it has to be looked at again; absent for one that is retired. */
  nextReviewOn: dateSchema.optional(),
  /** The objective that was reviewed; absent if none was recorded. */
  objective: z.number().optional(),
});

/** See {@link sloReviewSchema}. */
export type SloReview = z.infer<typeof sloReviewSchema>;

/** Characters that a review's note may have. */
export const longestReviewNote = 4_000;

/** The body of `POST /api/slo/slos/:id/reviews`. */
export const newSloReviewSchema = z
  .strictObject({
    decision: z.enum(reviewDecisions),
    note: z.string().trim().max(longestReviewNote).default(''),
    nextReviewOn: dateSchema.optional(),
  })
  .refine(
    ({ decision, nextReviewOn }) =>
      decision === 'retire' || nextReviewOn !== undefined,
    {
      path: ['nextReviewOn'],
      error: 'is needed unless the decision is to retire it',
    },
  )
  .refine(({ decision, note }) => decision === 'keep' || note !== '', {
    path: ['note'],
    error: 'has to say what to change, or why it is retired',
  });

/** See {@link newSloReviewSchema}. */
export type NewSloReview = z.input<typeof newSloReviewSchema>;

/** The answer of `GET /api/slo/slos/:id/review`. */
export const sloReviewAnswerSchema = z.object({
  id: z.string(),
  /** The gravest first. */
  findings: z.array(lintFindingSchema),
  suggestion: reviewSuggestionSchema,
  /** Events a second over the last day; absent if unknown. */
  eventsPerSecond: z.number().optional(),
  /** Newest first. */
  reviews: z.array(sloReviewSchema),
  /** Whether the caller may record one. */
  mayReview: z.boolean(),
  missing: z.array(missingInputSchema),
  warnings: z.array(sourceWarningSchema),
  sources: sourceStatusesSchema,
});

/** See {@link sloReviewAnswerSchema}. */
export type SloReviewAnswer = z.infer<typeof sloReviewAnswerSchema>;

/** The body of `POST /api/slo/lint`. */
export const lintRequestSchema = z.strictObject({
  /** YAML of Sloth or OpenSLO, one document or several. */
  spec: z.string().max(longestSpecs),
});

/** The answer of `POST /api/slo/lint`. */
export const lintAnswerSchema = z.object({
  /** What keeps specs from being read, or is odd in them. */
  problems: z.array(
    z.object({
      severity: z.enum(['error', 'warning']),
      document: z.number(),
      path: z.string(),
      message: z.string(),
    }),
  ),
  slos: z.array(
    z.object({
      service: z.string(),
      name: z.string(),
      document: z.number(),
      path: z.string(),
      findings: z.array(lintFindingSchema),
    }),
  ),
});

/** See {@link lintAnswerSchema}. */
export type LintAnswer = z.infer<typeof lintAnswerSchema>;
