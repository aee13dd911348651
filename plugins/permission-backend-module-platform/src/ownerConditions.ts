import {
  PermissionCondition,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

export interface OwnerCondition {
  readonly pluginId: string;
  readonly condition: PermissionCondition;
}

/** Permissions are named after the noun in the singular, plugins after the plural. */
const pluginOfNoun: Record<string, string> = {
  alert: 'incidents',
  incident: 'incidents',
  model: 'models',
  runbook: 'runbooks',
  silence: 'incidents',
};

/**
 * The condition that means "owned by one of these" for a permission's resources. The
 * platform's own plugins all name that rule `IS_OWNER` with the parameter `claims`
 * (references of users and groups), so a new plugin needs no line here.
 */
export function ownerConditionOf(
  permission: ResourcePermission,
  person: { userEntityRef: string; ownershipEntityRefs: string[] },
): OwnerCondition {
  const { resourceType } = permission;
  const claims = person.ownershipEntityRefs;
  switch (resourceType) {
    case 'catalog-entity':
      return {
        pluginId: 'catalog',
        condition: {
          rule: 'IS_ENTITY_OWNER',
          resourceType,
          params: { claims },
        },
      };
    case 'scaffolder-task':
      return {
        pluginId: 'scaffolder',
        condition: {
          rule: 'IS_TASK_OWNER',
          resourceType,
          params: { createdBy: [person.userEntityRef] },
        },
      };
    default: {
      const [noun] = permission.name.split('.');
      return {
        pluginId: pluginOfNoun[noun] ?? noun,
        condition: { rule: 'IS_OWNER', resourceType, params: { claims } },
      };
    }
  }
}
