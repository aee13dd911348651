import { z } from 'zod';
import { quickParser, sourceStatusesSchema } from '@goreliable/upstream-common';
import { AlertPair, AlertPolicy } from './alertPairs';
import { sloIndicatorSchema } from './indicator/schema';
import { lastReviewSchema } from './review/due';
import { recordingTools } from './sloKey';
import { SloReason, WindowMeasurement } from './state';

/** The wire form of a {@link WindowMeasurement} with its burn rate. */
export const sloWindowSchema = z.object({
  window: z.string(),
  seconds: z.number().positive(),
  condition: z.enum(['measured', 'no-traffic', 'invalid']),
  /** A ratio; above 1 only where the SLI itself is wrong. */
  errorRatio: z.number().optional(),
  /** Absent too for an objective of 100 %. */
  burnRate: z.number().optional(),
}) satisfies z.ZodType<WindowMeasurement>;

/** The wire form of an {@link AlertPair}. */
export const alertPairSchema = z.object({
  id: z.string(),
  severity: z.enum(['page', 'ticket']),
  speed: z.enum(['quick', 'slow']),
  errorBudgetPercent: z.number(),
  shortWindow: z.string(),
  longWindow: z.string(),
  shortSeconds: z.number(),
  longSeconds: z.number(),
  factor: z.number(),
}) satisfies z.ZodType<AlertPair>;

/** The wire form of an {@link AlertPolicy}. */
export const alertPolicySchema = z.object({
  periodDays: z.number(),
  tool: z.enum(recordingTools).optional(),
  pairs: z.array(alertPairSchema),
}) satisfies z.ZodType<AlertPolicy>;

/** The wire form of an {@link SloReason}. */
export const sloReasonSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('burning'),
    severity: z.enum(['page', 'ticket']),
    pairs: z.array(z.string()),
  }),
  z.object({ code: z.literal('budget-spent') }),
  z.object({ code: z.literal('within-objective') }),
  z.object({ code: z.literal('no-traffic'), window: z.string() }),
  z.object({ code: z.literal('not-recorded'), window: z.string().optional() }),
  z.object({ code: z.literal('not-loaded'), source: z.string() }),
  z.object({ code: z.literal('invalid'), window: z.string() }),
  z.object({ code: z.literal('objective-unknown') }),
  z.object({ code: z.literal('vanished'), since: z.string() }),
  z.object({ code: z.literal('sample-old'), sampleAt: z.string() }),
]) satisfies z.ZodType<SloReason>;

/** The states an SLO can have; a part of `healthStateSchema`. */
export const sloStateSchema = z.enum([
  'ok',
  'warning',
  'critical',
  'no-traffic',
  'no-data',
  'stale',
]);

/** One SLO with its present numbers. */
export const sloSchema = z.object({
  /** Of `sloIdOf`. */
  id: z.string(),
  source: z.string(),
  service: z.string(),
  name: z.string(),
  /** Whose rules record it; absent for Sloth's. */
  tool: z.enum(recordingTools).optional(),
  /** Labels that tell apart the same SLO of several clusters in one source. */
  partition: z.record(z.string(), z.string()).optional(),
  /** A ratio from 0 to 1; absent if the source records none. */
  objective: z.number().optional(),
  periodDays: z.number().positive(),
  /** Shortest first; the period itself is the last where it is recorded. */
  windows: z.array(sloWindowSchema),
  /** Share of the period's budget; negative when overspent. */
  budgetRemaining: z.number().optional(),
  /**
   * `recorded` by the source, `computed` here from the period's error ratio, or
   * `repaired`: averaged here without the empty slices that spoiled the record.
   */
  budgetOrigin: z.enum(['recorded', 'computed', 'repaired']).optional(),
  state: sloStateSchema,
  reason: sloReasonSchema,
  /** ISO 8601 time since which it is in this state, as far as known. */
  since: z.string().optional(),
  /** ISO 8601 time of the newest error ratio: the rule's own, not the query's. */
  sampleAt: z.string().optional(),
  /** The catalog entity it belongs to. */
  entityRef: z.string().optional(),
  /** Refs of the entity's owners. */
  owners: z.array(z.string()),
  /** Ref of the entity's system. */
  system: z.string().optional(),
  /** Budget left over the overview's trend range; `null` where nothing is recorded. */
  trend: z.array(z.number().nullable()).optional(),
  /** What it measures; absent where the rules behind it do not tell. */
  indicator: sloIndicatorSchema.optional(),
  /** Its last review; absent if it never had one. */
  review: lastReviewSchema.optional(),
});

/** One SLO with its present numbers. */
export type Slo = z.infer<typeof sloSchema>;

/** One window of an {@link Slo}. */
export type SloWindow = z.infer<typeof sloWindowSchema>;

/** Which moments the values of {@link Slo.trend} stand for. */
export const sloTrendRangeSchema = z.object({
  /** Unix seconds of the first value. */
  from: z.number(),
  stepSeconds: z.number().positive(),
  points: z.number().int().nonnegative(),
});

/** What a source had to say about its own answer, such as a part that is missing. */
export const sourceWarningSchema = z.object({
  source: z.string(),
  message: z.string(),
});

/** See {@link sourceWarningSchema}. */
export type SourceWarning = z.infer<typeof sourceWarningSchema>;

/** Why the SLOs of a spec file are not, or not all, known. */
export const specFileProblemSchema = z.object({
  /** Address of the file, or what was given for one. */
  location: z.string(),
  /** What is wrong and what to do. */
  message: z.string(),
  /** The catalog entity that names the file. */
  entityRef: z.string().optional(),
  /** Refs of the entity's owners. */
  owners: z.array(z.string()),
});

/** See {@link specFileProblemSchema}. */
export type SpecFileProblem = z.infer<typeof specFileProblemSchema>;

/** The answer of `GET /api/slo/overview`: every SLO that the caller may see. */
export const sloOverviewSchema = z.object({
  sources: sourceStatusesSchema,
  warnings: z.array(sourceWarningSchema),
  alertPolicies: z.array(alertPolicySchema),
  trend: sloTrendRangeSchema.optional(),
  /** Absent where there are none. */
  specProblems: z.array(specFileProblemSchema).optional(),
  slos: z.array(sloSchema),
});

/** See {@link sloOverviewSchema}. */
export type SloOverview = z.infer<typeof sloOverviewSchema>;

/** {@link sloOverviewSchema}'s `parse`, for a thousand SLOs have a hundred thousand values. */
export const parseSloOverview = quickParser(sloOverviewSchema);

/** A time in which an SLO burned at page rate. */
export const sloEpisodeSchema = z.object({
  id: z.string(),
  startedAt: z.string(),
  /** Absent while it goes on. */
  endedAt: z.string().optional(),
  /** Highest burn rate seen in its shortest window; absent if never measured. */
  peakBurnRate: z.number().optional(),
});

/** See {@link sloEpisodeSchema}. */
export type SloEpisodeSummary = z.infer<typeof sloEpisodeSchema>;

/** The answer of `GET /api/slo/slos/:id`. */
export const sloDetailSchema = z.object({
  slo: sloSchema,
  alertPairs: z.array(alertPairSchema),
  trend: sloTrendRangeSchema.optional(),
  /** Newest first. */
  episodes: z.array(sloEpisodeSchema),
  sources: sourceStatusesSchema,
  warnings: z.array(sourceWarningSchema),
});

/** See {@link sloDetailSchema}. */
export type SloDetail = z.infer<typeof sloDetailSchema>;

/** The answer of `GET /api/slo/slos/:id/series`. */
export const sloSeriesSchema = z.object({
  id: z.string(),
  stepSeconds: z.number().positive(),
  /** Unix seconds, one per value; every step of the range, so gaps stay visible. */
  timestamps: z.array(z.number()),
  errorRatio: z.object({
    /** The recorded window that the values are taken from. */
    window: z.string().optional(),
    values: z.array(z.number().nullable()),
  }),
  budgetRemaining: z.array(z.number().nullable()),
  /** Share of the timestamps that have an error ratio, 0 to 1. */
  coverage: z.number().min(0).max(1),
  warnings: z.array(sourceWarningSchema),
  sources: sourceStatusesSchema,
});

/** See {@link sloSeriesSchema}. */
export type SloSeries = z.infer<typeof sloSeriesSchema>;
