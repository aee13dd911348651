import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To put states of entities on the landing page. Only services can: backend plugins, and
 * holders of an external access token, whose `accessRestrictions` should name this one.
 */
export const homePublishPermission = createPermission({
  name: 'home.publish',
  attributes: { action: 'update' },
});
