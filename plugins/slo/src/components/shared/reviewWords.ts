import {
  ReviewStanding,
  reviewStanding,
  Slo,
} from '@goreliable/plugin-slo-common';

/** How an SLO stands with its reviews, as sign and words. */
export const standingLooks: Record<
  ReviewStanding,
  { state: 'ok' | 'warning' | 'no-data' | 'no-traffic'; label: string }
> = {
  never: { state: 'no-data', label: 'Never reviewed' },
  overdue: { state: 'warning', label: 'Review overdue' },
  current: { state: 'ok', label: 'Reviewed' },
  retired: { state: 'no-traffic', label: 'Retired' },
};

/** How an SLO stands with its reviews now. */
export function reviewLook({ review }: Pick<Slo, 'review'>) {
  return standingLooks[reviewStanding(review, Date.now())];
}
