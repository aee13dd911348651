import { z } from 'zod';

/** What a review can come to. */
export const reviewDecisions = ['keep', 'change', 'retire'] as const;

/** One of {@link reviewDecisions}. */
export type ReviewDecision = (typeof reviewDecisions)[number];

/** A day without a time, as `2026-05-04`. */
export const dateSchema = z.iso.date();

/** What the overview says of an SLO's last review. */
export const lastReviewSchema = z.object({
  decision: z.enum(reviewDecisions),
  /** ISO 8601. */
  decidedAt: z.string(),
  /** Absent for one that is retired. */
  nextReviewOn: dateSchema.optional(),
});

/** See {@link lastReviewSchema}. */
export type LastReview = z.infer<typeof lastReviewSchema>;

/** How an SLO stands with its reviews. */
export type ReviewStanding = 'never' | 'overdue' | 'current' | 'retired';

/**
 * Whether an SLO has to be reviewed. The day on which it is due is the last
 * on which it is not overdue, whatever the time zone: days are of UTC.
 *
 * @param now - milliseconds since the epoch
 */
export function reviewStanding(
  last: LastReview | undefined,
  now: number,
): ReviewStanding {
  if (!last) {
    return 'never';
  }
  if (last.nextReviewOn === undefined) {
    return 'retired';
  }
  const today = new Date(now).toISOString().slice(0, 10);
  return last.nextReviewOn < today ? 'overdue' : 'current';
}
