import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { timelineReadPermission } from '@goreliable/plugin-timeline-common';
import { ReadAuthorizer } from '../service/ports';

/** Asks the permission policy, which may decide by conditions on the entity. */
export class PermissionReadAuthorizer implements ReadAuthorizer {
  constructor(private readonly permissions: PermissionsService) {}

  async allowed(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const [overall] = await this.permissions.authorizeConditional(
      [{ permission: timelineReadPermission }],
      { credentials },
    );
    if (overall.result === AuthorizeResult.ALLOW) {
      return new Set(entityRefs);
    }
    if (overall.result !== AuthorizeResult.CONDITIONAL) {
      throw new NotAllowedError('You may not read timelines');
    }
    if (entityRefs.length === 0) {
      return new Set();
    }
    const decisions = await this.permissions.authorize(
      entityRefs.map(resourceRef => ({
        permission: timelineReadPermission,
        resourceRef,
      })),
      { credentials },
    );
    return new Set(
      entityRefs.filter(
        (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
      ),
    );
  }
}
