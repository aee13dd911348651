import { z } from 'zod';

const texts = z.record(z.string(), z.string()).default({});

const loadedRuleSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('recording'),
    name: z.string(),
    query: z.string(),
    labels: texts,
  }),
  z.object({
    type: z.literal('alerting'),
    name: z.string(),
    query: z.string(),
    /** Seconds for which it must hold before it fires. */
    duration: z.number().default(0),
    labels: texts,
    annotations: texts,
  }),
]);

/** The rules that Prometheus has loaded: `data` of its answer to `/api/v1/rules`. */
export const loadedRulesSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      file: z.string().optional(),
      /** Seconds between evaluations. */
      interval: z.number().optional(),
      rules: z.array(loadedRuleSchema),
    }),
  ),
});

/** See {@link loadedRulesSchema}. */
export type LoadedRules = z.infer<typeof loadedRulesSchema>;

/** One rule that Prometheus has loaded. */
export type LoadedRule = z.infer<typeof loadedRuleSchema>;
