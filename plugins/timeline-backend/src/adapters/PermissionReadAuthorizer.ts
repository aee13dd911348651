import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import { timelineReadPermission } from '@goreliable/plugin-timeline-common';
import { ReadAuthorizer } from '../service/ports';

/**
 * The permission backend and the catalog each take a body of 100 kB, and the catalog's
 * repeats the conditions, every group of the reader among them, for each entity.
 */
const maxRequestBytes = 80_000;
/** What a question has beside the entity's reference and the conditions. */
const questionBytes = 250;
/** A large scope must not make one reader's page fill both servers. */
const maxRequestsAtOnce = 4;

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
    const allowed = new Set<string>();
    const requests = fitIntoRequests(entityRefs, overall);
    for (let at = 0; at < requests.length; at += maxRequestsAtOnce) {
      const parts = await Promise.all(
        requests
          .slice(at, at + maxRequestsAtOnce)
          .map(refs => this.allowedOfOneRequest(refs, credentials)),
      );
      parts.flat().forEach(ref => allowed.add(ref));
    }
    return allowed;
  }

  private async allowedOfOneRequest(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const decisions = await this.permissions.authorize(
      entityRefs.map(resourceRef => ({
        permission: timelineReadPermission,
        resourceRef,
      })),
      { credentials },
    );
    return entityRefs.filter(
      (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
    );
  }
}

/** Cuts references so that each part can be decided with one request. */
function fitIntoRequests(
  entityRefs: readonly string[],
  { conditions }: ConditionalPolicyDecision,
): string[][] {
  const bytesEach =
    questionBytes + Buffer.byteLength(JSON.stringify(conditions));
  const requests: string[][] = [];
  let bytes = Infinity;
  for (const ref of entityRefs) {
    const refBytes = bytesEach + Buffer.byteLength(ref);
    if (bytes + refBytes > maxRequestBytes) {
      requests.push([]);
      bytes = 0;
    }
    requests[requests.length - 1].push(ref);
    bytes += refBytes;
  }
  return requests;
}
