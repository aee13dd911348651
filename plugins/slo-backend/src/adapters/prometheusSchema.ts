import { z } from 'zod';

// https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview

const labelsSchema = z.record(z.string(), z.string());

/** Prometheus writes numbers as text, for JSON has no NaN and no infinity. */
const sampleValueSchema = z.string().transform((text, context) => {
  const value = parseSampleValue(text);
  if (value === undefined) {
    context.addIssue(`'${text.slice(0, 40)}' is not a sample value`);
    return z.NEVER;
  }
  return value;
});

function parseSampleValue(text: string): number | undefined {
  switch (text) {
    case 'NaN':
      return NaN;
    case '+Inf':
    case 'Inf':
      return Infinity;
    case '-Inf':
      return -Infinity;
    default: {
      const value = text.trim() === '' ? NaN : Number(text);
      return Number.isNaN(value) ? undefined : value;
    }
  }
}

const pointSchema = z.tuple([z.number(), sampleValueSchema]);

const notesSchema = z.object({
  warnings: z.array(z.string()).nullish(),
});

const failureSchema = z.object({
  status: z.literal('error'),
  errorType: z.string().optional(),
  error: z.string(),
});

/** The answer of `/api/v1/query` for an expression that gives a vector. */
export const instantAnswerSchema = z.discriminatedUnion('status', [
  notesSchema.extend({
    status: z.literal('success'),
    data: z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: labelsSchema, value: pointSchema })),
    }),
  }),
  failureSchema,
]);

/** The answer of `/api/v1/query_range`. */
export const rangeAnswerSchema = z.discriminatedUnion('status', [
  notesSchema.extend({
    status: z.literal('success'),
    data: z.object({
      resultType: z.literal('matrix'),
      result: z.array(
        z.object({ metric: labelsSchema, values: z.array(pointSchema) }),
      ),
    }),
  }),
  failureSchema,
]);

const textsSchema = z.record(z.string(), z.string()).nullish();

const loadedRuleSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('recording'),
    name: z.string(),
    query: z.string(),
    labels: textsSchema,
  }),
  z.object({
    type: z.literal('alerting'),
    name: z.string(),
    query: z.string(),
    duration: z.number().optional(),
    labels: textsSchema,
    annotations: textsSchema,
  }),
]);

/** The answer of `/api/v1/rules`. */
export const rulesAnswerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    groups: z
      .array(
        z.object({
          name: z.string().optional(),
          interval: z.number().optional(),
          rules: z.array(loadedRuleSchema).nullish(),
        }),
      )
      .nullish(),
  }),
});
