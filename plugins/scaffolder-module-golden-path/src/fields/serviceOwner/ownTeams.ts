import {
  GroupEntity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { IdentityApi } from '@backstage/core-plugin-api';
import { CatalogApi } from '@backstage/plugin-catalog-react';

/** A team as a choice. */
export interface Team {
  readonly ref: string;
  readonly title: string;
  readonly description?: string;
}

/**
 * The teams that the person may make the owner of something: the groups of
 * type team among those that they act for, in the order of their identity.
 */
export async function ownTeams(
  identityApi: IdentityApi,
  catalogApi: CatalogApi,
): Promise<Team[]> {
  const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
  const refs = ownershipEntityRefs.filter(
    ref => parseEntityRef(ref).kind.toLowerCase() === 'group',
  );
  if (refs.length === 0) {
    return [];
  }
  const { items } = await catalogApi.getEntitiesByRefs({
    entityRefs: refs,
    fields: [
      'kind',
      'metadata.name',
      'metadata.namespace',
      'metadata.title',
      'metadata.description',
      'spec.type',
      'spec.profile',
    ],
  });
  return items
    .filter((group): group is GroupEntity => group?.spec?.type === 'team')
    .map(group => ({
      ref: stringifyEntityRef(group),
      title:
        group.spec.profile?.displayName ??
        group.metadata.title ??
        group.metadata.name,
      description: group.metadata.description,
    }));
}
