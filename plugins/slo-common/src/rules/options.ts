import { z } from 'zod';
import { AlertWindowCatalog } from '../specs/alertWindowCatalog';
import { LabelSet } from '../specs/types';

/** The version of Sloth whose rules these are equal to. */
export const slothVersion = 'v0.16.0';

/**
 * How the error ratio over the whole period is made.
 * - `sloth`: the average of all samples of the shortest window. Each moment
 *   weighs the same, however many requests it had, and all samples of the
 *   period are read twice at each evaluation.
 * - `weighted`: the ratio itself over the period, so that each request weighs
 *   the same (Sloth's `disableOptimized`). Reads the raw series of the period.
 * - `tiled`: the average of the recorded ratios of some ten long windows that
 *   cover the period end to end; see `tiledPeriodRatio` for what it costs and
 *   how far it can be off.
 */
export const periodRules = ['sloth', 'weighted', 'tiled'] as const;

/** What may be better than in Sloth's rules, at the price of differing from them. */
export const ruleCorrectionsSchema = z.object({
  periodRule: z.enum(periodRules).default('sloth'),
  /**
   * Records nothing where there was no traffic, instead of NaN, which spoils
   * the average of the whole period for as long as it is in it.
   */
  nanSafe: z.boolean().default(false),
});

/** See {@link ruleCorrectionsSchema}. */
export type RuleCorrections = z.infer<typeof ruleCorrectionsSchema>;

/** How rules are made. */
export interface RuleOptions {
  /** None by default: the rules are Sloth's. */
  corrections?: Partial<RuleCorrections>;
  /** Alert windows by period, in place of Sloth's own. */
  windows?: AlertWindowCatalog;
  /** Labels of all recording rules, over those of the specs. */
  extraLabels?: LabelSet;
  withoutRecordings?: boolean;
  withoutAlerts?: boolean;
  /** What `sloth_slo_info` says of who made the rules; what Sloth would say by default. */
  info?: { version?: string; mode?: string };
}
