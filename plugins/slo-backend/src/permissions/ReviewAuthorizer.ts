import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { Slo, sloReviewPermission } from '@goreliable/plugin-slo-common';
import { sloPermissionResourceRef } from './rules';

/** Decides who may record the review of an SLO. */
export class ReviewAuthorizer {
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

  async mayReview(
    credentials: BackstageCredentials,
    slo: Slo,
  ): Promise<boolean> {
    const [decision] = await this.deps.permissions.authorizeConditional(
      [{ permission: sloReviewPermission }],
      { credentials },
    );
    return this.isAuthorized(decision, slo);
  }
}
