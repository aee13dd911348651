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

const dayMs = 86_400_000;

/**
 * What there is to say of an overdue review: `It was to be reviewed by
 * 2026-05-04, 3 days ago. Does it still tell what people feel?`
 *
 * @param dueOn - a day that has passed
 * @param now - milliseconds since the epoch
 */
export function overdueReviewInWords(dueOn: string, now: number): string {
  const days = Math.floor(now / dayMs) - Math.floor(Date.parse(dueOn) / dayMs);
  const ago = days === 1 ? 'yesterday' : `${days}\u00a0days ago`;
  return `It was to be reviewed by ${dueOn}, ${ago}. Does it still tell what people feel?`;
}

/** How many reviews are overdue: `1 review is overdue`; `undefined` if none is. */
export function overdueReviewsInWords(
  slos: readonly { review?: LastReview }[],
  now: number,
): string | undefined {
  const overdue = slos.filter(
    ({ review }) => reviewStanding(review, now) === 'overdue',
  ).length;
  if (overdue === 0) {
    return undefined;
  }
  return overdue === 1
    ? '1 review is overdue'
    : `${overdue} reviews are overdue`;
}
