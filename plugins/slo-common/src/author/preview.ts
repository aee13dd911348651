import { sourceStatusesSchema } from '@goreliable/upstream-common';
import { z } from 'zod';
import { specProblemSchema } from '../rules/schema';
import {
  lintFindingSchema,
  missingInputSchema,
  sloBacktestSchema,
} from '../review/schema';
import { sourceWarningSchema } from '../schema';
import { proposalPlaceSchema, proposalTargetSchema } from './place';

/** Characters that a spec may have to be previewed; one SLO has a thousand. */
export const longestAuthoredSpec = 50_000;

/** Characters of one query of it. */
export const longestAuthoredQuery = 5_000;

const sloNameSchema = z.strictObject({
  service: z.string().max(200),
  name: z.string().max(200),
});

/** The body of `POST /api/slo/preview`. */
export const previewRequestSchema = z.strictObject({
  /** YAML of Sloth or OpenSLO. */
  spec: z.string().min(1).max(longestAuthoredSpec),
  /** Which of its SLOs; the first one by default. */
  slo: sloNameSchema.optional(),
  /** Name of the source whose series are read; one that knows the service by default. */
  source: z.string().max(200).optional(),
  /** Its name so far, if it has a new one. */
  replaces: z.string().max(200).optional(),
});

/** See {@link previewRequestSchema}. */
export type PreviewRequest = z.input<typeof previewRequestSchema>;

/** The error ratio over a time that ends now. */
export const previewRatioSchema = z.object({
  seconds: z.number(),
  /** Absent without traffic or without data. */
  errorRatio: z.number().optional(),
});

/** The answer of `POST /api/slo/preview`. */
export const sloPreviewSchema = z.object({
  problems: z.array(specProblemSchema),
  /** Absent if the spec has an error. */
  slo: z
    .object({
      service: z.string(),
      name: z.string(),
      objective: z.number(),
      periodDays: z.number(),
    })
    .optional(),
  /** The gravest first. */
  findings: z.array(lintFindingSchema),
  /** The one that was asked, and all there are. */
  source: z.string().optional(),
  sourceNames: z.array(z.string()),
  /** Shortest first. */
  ratios: z.array(previewRatioSchema),
  /** Slices of the last 30 days. */
  series: z
    .object({
      stepSeconds: z.number(),
      /** Unix seconds. */
      timestamps: z.array(z.number()),
      errorRatio: z.array(z.number().nullable()),
      /** Share of the slices since the first recorded one that have a value. */
      coverage: z.number(),
    })
    .optional(),
  eventsPerSecond: z.number().optional(),
  /** Bounds of the histograms that it reads, by their metric. */
  bucketBounds: z.record(z.string(), z.array(z.number())),
  backtest: sloBacktestSchema.optional(),
  ...proposalPlaceSchema.shape,
  missing: z.array(missingInputSchema),
  warnings: z.array(sourceWarningSchema),
  sources: sourceStatusesSchema,
});

/** See {@link sloPreviewSchema}. */
export type SloPreview = z.infer<typeof sloPreviewSchema>;

/** The answer of `GET /api/slo/slos/:id/spec`: what an SLO is at present. */
export const sloSpecSourceSchema = z.object({
  /** YAML of the one SLO. */
  spec: z.string(),
  /** `repository`: as its file has it; `rules`: guessed from the rules that are loaded. */
  origin: z.enum(['repository', 'rules']),
  ...proposalPlaceSchema.shape,
});

/** See {@link sloSpecSourceSchema}. */
export type SloSpecSource = z.infer<typeof sloSpecSourceSchema>;

/** The body of `POST /api/slo/proposals`. */
export const proposalRequestSchema = z.strictObject({
  ...previewRequestSchema.shape,
  /** Why, in the words of who proposes. */
  reason: z.string().max(4_000).optional(),
});

/** See {@link proposalRequestSchema}. */
export type ProposalRequest = z.input<typeof proposalRequestSchema>;

/** The answer of `POST /api/slo/proposals`: what a pull request is made of. */
export const sloProposalSchema = z.object({
  target: proposalTargetSchema,
  /** YAML of the one SLO. */
  spec: z.string(),
  slo: z.object({ service: z.string(), name: z.string() }),
  title: z.string(),
  /** Markdown. */
  description: z.string(),
});

/** See {@link sloProposalSchema}. */
export type SloProposal = z.infer<typeof sloProposalSchema>;
