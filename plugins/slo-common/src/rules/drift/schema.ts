import { sourceStatusesSchema } from '@goreliable/upstream-common';
import { z } from 'zod';
import { lintFindingSchema } from '../../review/schema';
import { specProblemSchema } from '../schema';
import { RuleDrift } from './ruleDrift';

const place = { group: z.string(), rule: z.string() };

/** The wire form of a {@link RuleDrift}. */
export const ruleDriftSchema = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('missing'), expected: z.string() }),
  z.object({
    ...place,
    kind: z.literal('different'),
    field: z.enum(['expression', 'labels', 'annotations', 'for', 'interval']),
    expected: z.string(),
    loaded: z.string(),
  }),
  z.object({ ...place, kind: z.literal('extra'), loaded: z.string() }),
]) satisfies z.ZodType<RuleDrift>;

/** The spec file that declares an SLO. */
export const knownSpecSchema = z.object({
  /** Its address. */
  location: z.string(),
  text: z.string(),
  /** ISO 8601 time of the last good read. */
  readAt: z.string().optional(),
  /** Why it could not be read the last time; the text is older then. */
  failure: z.string().optional(),
});

/** See {@link knownSpecSchema}. */
export type KnownSpec = z.infer<typeof knownSpecSchema>;

/**
 * How what is loaded stands to what the spec would make.
 * - `not-judged`: another tool than Sloth records it, of whose specs no rules can be made here
 * - `no-spec`: no spec file that declares it is known
 * - `refused`: no rules can be made of its spec
 * - `unknown`: its source does not tell of its rules at present
 * - `not-loaded`: none of its rules is loaded
 * - `drifted`, `in-step`: compared
 */
export const ruleVerdicts = [
  'not-judged',
  'no-spec',
  'refused',
  'unknown',
  'not-loaded',
  'drifted',
  'in-step',
] as const;

/** See {@link ruleVerdicts}. */
export type RuleVerdict = (typeof ruleVerdicts)[number];

/** The answer of `GET /api/slo/slos/:id/rules`. */
export const sloRulesSchema = z.object({
  id: z.string(),
  verdict: z.enum(ruleVerdicts),
  /** The verdict in a sentence. */
  summary: z.string(),
  spec: knownSpecSchema.optional(),
  /** The rule file that the spec makes. */
  generated: z.string().optional(),
  /** The loaded rules in the form of a rule file; absent where the source does not tell. */
  loaded: z.string().optional(),
  /** Empty unless both sides are known. */
  drift: z.array(ruleDriftSchema),
  /** Rules that are the same on both sides. */
  equal: z.number().int().nonnegative(),
  /** What is wrong with the spec. */
  problems: z.array(specProblemSchema),
  /** What makes the spec mean less than it seems to. */
  findings: z.array(lintFindingSchema),
  sources: sourceStatusesSchema,
});

/** See {@link sloRulesSchema}. */
export type SloRulesAnswer = z.infer<typeof sloRulesSchema>;
