import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  createPermission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { ServiceFacts, StatePublication } from '@goreliable/plugin-home-common';
import { mayRead } from './mayRead';
import { PublicationFilter, Viewer, VisiblePublications } from './ports';

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
  ): Promise<VisiblePublications> {
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
    const readable = decisions.map(
      decision =>
        new Set(
          services
            .filter(service => mayRead(decision, service))
            .map(({ entityRef }) => entityRef),
        ),
    );
    return {
      publications: publications.map(publication => {
        const index = guarded.indexOf(publication);
        return index < 0
          ? publication
          : visibleTo(decisions[index], publication, readable[index]);
      }),
      unreadable: new Set(
        services
          .map(({ entityRef }) => entityRef)
          .filter(ref => readable.some(refs => !refs.has(ref))),
      ),
    };
  }
}

function visibleTo(
  decision: PolicyDecision,
  publication: StatePublication,
  readable: ReadonlySet<string>,
): StatePublication {
  return {
    ...publication,
    // Whoever may read nothing of it need not know how fresh it is.
    sources:
      decision.result === AuthorizeResult.DENY ? [] : publication.sources,
    states: publication.states.filter(({ entityRef }) =>
      readable.has(entityRef),
    ),
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
