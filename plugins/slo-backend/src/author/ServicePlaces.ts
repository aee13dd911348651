import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ProposalTarget } from '@goreliable/plugin-slo-common';
import { EntityDirectory, MappedEntity } from '../ports';
import { specFileOf } from './specFile';

/** Whose a service is, and where its specs are. */
export interface ServicePlace extends Partial<MappedEntity> {
  owners: string[];
  target?: ProposalTarget;
  /** Of the file as people and URL readers see it. */
  fileUrl?: string;
}

/** Finds out from the catalog to whom and to which file an SLO of a service belongs. */
export class ServicePlaces {
  constructor(
    private readonly deps: {
      directory: EntityDirectory;
      catalog: CatalogService;
      auth: AuthService;
    },
  ) {}

  /** @throws if the catalog does not answer */
  async find(service: string): Promise<ServicePlace> {
    const { directory, catalog, auth } = this.deps;
    const mapped = (await directory.find([service])).get(service);
    if (!mapped) {
      return { owners: [] };
    }
    const entity = await catalog.getEntityByRef(mapped.entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    return { ...mapped, ...(entity && placeOf(entity, mapped.entityRef)) };
  }
}

function placeOf(entity: Entity, entityRef: string) {
  const file = specFileOf(entity.metadata.annotations ?? {});
  return (
    file && {
      target: { entityRef, repoUrl: file.repoUrl, path: file.path },
      fileUrl: file.url,
    }
  );
}
