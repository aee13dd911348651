import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SLO, Slo } from '@goreliable/plugin-slo-common';
import { allowsSlo, AllowsSlo } from './allowsSlo';

/** Decides who has a permission for an SLO, be it known to the portal or not yet. */
export class SloAuthorizer {
  private readonly isAuthorized: AllowsSlo;

  constructor(
    private readonly deps: {
      permissions: PermissionsService;
      permissionsRegistry: PermissionsRegistryService;
    },
    private readonly permission: ResourcePermission<typeof RESOURCE_TYPE_SLO>,
  ) {
    this.isAuthorized = allowsSlo(deps.permissionsRegistry);
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
