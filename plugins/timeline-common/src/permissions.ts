import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To read what happened to an entity. The resource is the catalog entity, so a
 * policy may decide by its rules (for example: owners only). A reader needs to
 * be allowed to read the entity itself too.
 */
export const timelineReadPermission = createPermission({
  name: 'timeline.read',
  attributes: { action: 'read' },
  // The catalog's resource type: conditions are the catalog's own rules.
  resourceType: 'catalog-entity',
});

/**
 * To publish events. Only services can: backend plugins, and holders of an
 * external access token, whose `accessRestrictions` should name this one.
 */
export const timelinePublishPermission = createPermission({
  name: 'timeline.publish',
  attributes: { action: 'create' },
});

/** Every permission of the timeline, for the permission registry and policies. */
export const timelinePermissions = [
  timelineReadPermission,
  timelinePublishPermission,
];
