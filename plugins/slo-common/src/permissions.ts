import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of an SLO in the permission framework; refs are SLO ids. */
export const RESOURCE_TYPE_SLO = 'slo';

/**
 * To see an SLO, its numbers and its history. Can be conditional, for
 * instance on who owns the entity that the SLO belongs to.
 */
export const sloReadPermission = createPermission({
  name: 'slo.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SLO,
});

/**
 * To record what a review of an SLO has come to. Conditional as
 * {@link sloReadPermission} is.
 */
export const sloReviewPermission = createPermission({
  name: 'slo.review',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SLO,
});

/**
 * To propose a new or changed SLO, and to try it on a source's series before.
 * Conditional as {@link sloReadPermission} is, on the SLO that is proposed.
 */
export const sloProposePermission = createPermission({
  name: 'slo.propose',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SLO,
});

/** All permissions of the plugin. */
export const sloPermissions = [
  sloReadPermission,
  sloReviewPermission,
  sloProposePermission,
];
