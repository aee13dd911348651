import {
  AuthorizeResult,
  PolicyDecision,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { decide, rolesOf } from './decide';
import { ownerConditionOf } from './ownerConditions';
import { Role } from './roles';

const denied: PolicyDecision = { result: AuthorizeResult.DENY };

/** The platform's permission policy: default deny, roles add rights to each other. */
export class PlatformPolicy implements PermissionPolicy {
  readonly #roles: readonly Role[];

  constructor(roles: readonly Role[]) {
    this.#roles = roles;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return denied;
    }
    const { userEntityRef, ownershipEntityRefs } = user.info;
    const decision = decide(rolesOf(this.#roles, ownershipEntityRefs), {
      name: permission.name,
      action: permission.attributes.action,
    });
    if (decision === 'allow') {
      return { result: AuthorizeResult.ALLOW };
    }
    // A permission without a resource has no owner who could be asked.
    if (decision === 'deny' || !isResourcePermission(permission)) {
      return denied;
    }
    const { pluginId, condition } = ownerConditionOf(permission, {
      userEntityRef,
      ownershipEntityRefs,
    });
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId,
      resourceType: permission.resourceType,
      conditions: { anyOf: [condition] },
    };
  }
}
