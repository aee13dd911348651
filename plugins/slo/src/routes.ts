import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** All SLOs. */
export const rootRouteRef = createRouteRef();

/** One SLO. */
export const sloRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:id',
});

/** Where an SLO is written, or changed. */
export const sloAuthorRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/new',
});

/** Whether one SLO is meaningful. */
export const sloReviewRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:id/review',
});
