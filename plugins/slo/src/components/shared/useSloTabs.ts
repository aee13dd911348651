import { useRouteRef } from '@backstage/frontend-plugin-api';
import { PageTab } from '@goreliable/ui';
import { sloReviewRouteRef, sloRouteRef } from '../../routes';

/** The pages of one SLO. */
export function useSloTabs(id: string): PageTab[] {
  const sloRoute = useRouteRef(sloRouteRef);
  const reviewRoute = useRouteRef(sloReviewRouteRef);
  return [
    ...(sloRoute ? [{ label: 'How it stands', href: sloRoute({ id }) }] : []),
    ...(reviewRoute ? [{ label: 'Review', href: reviewRoute({ id }) }] : []),
  ];
}
