import { z } from 'zod';

/** What an SLI that goes by a histogram asks of each event. */
export const timedIndicatorKinds = [
  'latency',
  'first-token',
  'freshness',
] as const;

/** The wire form of a {@link SloIndicator}. */
export const sloIndicatorSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(timedIndicatorKinds),
    /** The bound of the histogram's bucket that good events fall under. */
    thresholdSeconds: z.number().positive(),
    /** What it counts, in the plural: `requests`. */
    noun: z.string(),
  }),
  z.object({ kind: z.literal('events'), noun: z.string() }),
]);

/**
 * What an SLO measures, as far as its queries tell.
 * - `latency`: how many events were done within a time
 * - `first-token`: how many answers of a model began within a time
 * - `freshness`: how many events were not older than a time when they were done
 * - `events`: how many events did not fail
 *
 * A ratio that is recorded as such says nothing of what it counts, so its SLO
 * has none.
 */
export type SloIndicator = z.infer<typeof sloIndicatorSchema>;

/** A {@link SloIndicator} with a threshold. */
export type TimedIndicator = Extract<
  SloIndicator,
  { thresholdSeconds: number }
>;
