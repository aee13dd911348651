import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { Slo } from '@goreliable/plugin-slo-common';
import { sloPermissionResourceRef } from './rules';

/** Whether a decision, with its conditions if it has some, allows an SLO. */
export type AllowsSlo = (
  decision: PolicyDecision,
  slo: Slo | undefined,
) => boolean;

/** Applies the plugin's own permission rules to SLOs at hand. */
export function allowsSlo(registry: PermissionsRegistryService): AllowsSlo {
  return createConditionAuthorizer(
    registry.getPermissionRuleset(sloPermissionResourceRef),
  );
}
