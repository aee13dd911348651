import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SLO, Slo } from '@goreliable/plugin-slo-common';
import { sloPermissionResourceRef } from './rules';

/** Decides who has a permission for an SLO, be it known to the portal or not yet. */
export class SloAuthorizer {
  private readonly isAuthorized: (
    decision: PolicyDecision,
    resource: Slo | undefined,
  ) => boolean;

  constructor(
    private readonly deps: {
      permissions: PermissionsService;
      permissionsRegistry: PermissionsRegistryService;
    },
    private readonly permission: ResourcePermission<typeof RESOURCE_TYPE_SLO>,
  ) {
    this.isAuthorized = createConditionAuthorizer(
      deps.permissionsRegistry.getPermissionRuleset(sloPermissionResourceRef),
    );
  }

  /** @param slo - with the owners of what it belongs, or is to belong, to */
  async may(credentials: BackstageCredentials, slo: Slo): Promise<boolean> {
    const [decision] = await this.deps.permissions.authorizeConditional(
      [{ permission: this.permission }],
      { credentials },
    );
    return this.isAuthorized(decision, slo);
  }
}
