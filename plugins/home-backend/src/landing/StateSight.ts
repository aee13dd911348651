import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  createPermission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { ServiceFacts, StatePublication } from '@goreliable/plugin-home-common';
import { mayRead } from './mayRead';
import { PublicationFilter, Viewer } from './ports';

/** Leaves out what the publishers' own permissions hide from a viewer. */
export class StateSight implements PublicationFilter {
  constructor(
    private readonly permissions: Pick<
      PermissionsService,
      'authorizeConditional'
    >,
  ) {}

  async visible(
    viewer: Viewer,
    services: readonly ServiceFacts[],
    publications: readonly StatePublication[],
  ): Promise<StatePublication[]> {
    const guarded = publications.filter(({ permission }) => permission);
    const decisions =
      guarded.length > 0
        ? await this.permissions.authorizeConditional(
            guarded.map(({ permission }) => ({
              permission: readPermission(permission!),
            })),
            { credentials: viewer.credentials },
          )
        : [];
    const byEntity = new Map(services.map(each => [each.entityRef, each]));
    return publications.map(publication => {
      const index = guarded.indexOf(publication);
      return index < 0
        ? publication
        : visibleTo(decisions[index], publication, byEntity);
    });
  }
}

function visibleTo(
  decision: PolicyDecision,
  publication: StatePublication,
  services: ReadonlyMap<string, ServiceFacts>,
): StatePublication {
  if (decision.result === AuthorizeResult.DENY) {
    return { ...publication, states: [], sources: [] };
  }
  return {
    ...publication,
    states: publication.states.filter(({ entityRef }) => {
      const service = services.get(entityRef);
      return service && mayRead(decision, service);
    }),
  };
}

function readPermission({
  name,
  resourceType,
}: NonNullable<StatePublication['permission']>): ResourcePermission {
  return createPermission({
    name,
    attributes: { action: 'read' },
    resourceType,
  });
}
