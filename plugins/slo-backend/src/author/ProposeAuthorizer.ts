import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { Slo, sloProposePermission } from '@goreliable/plugin-slo-common';
import { sloPermissionResourceRef } from '../permissions/rules';

/** Decides who may propose an SLO, and try one on a source's series. */
export class ProposeAuthorizer {
  private readonly isAuthorized: (
    decision: PolicyDecision,
    resource: Slo | undefined,
  ) => boolean;

  constructor(
    private readonly deps: {
      permissions: PermissionsService;
      permissionsRegistry: PermissionsRegistryService;
    },
  ) {
    this.isAuthorized = createConditionAuthorizer(
      deps.permissionsRegistry.getPermissionRuleset(sloPermissionResourceRef),
    );
  }

  /**
   * @param slo - the proposed one, with the owners of what it is to belong to
   * @throws NotAllowedError for everybody but those who may
   */
  async require(credentials: BackstageCredentials, slo: Slo): Promise<void> {
    const [decision] = await this.deps.permissions.authorizeConditional(
      [{ permission: sloProposePermission }],
      { credentials },
    );
    if (!this.isAuthorized(decision, slo)) {
      throw new NotAllowedError(
        `You may not propose SLOs of '${slo.service}': that is for the owners of what they belong to`,
      );
    }
  }
}
