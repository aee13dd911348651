import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityReader, RelatedEntity } from '../service/ports';

const fields = ['kind', 'metadata.namespace', 'metadata.name', 'relations'];

function toRelatedEntity(entity: Entity): RelatedEntity {
  return {
    entityRef: stringifyEntityRef(entity),
    kind: entity.kind,
    relations: (entity.relations ?? []).map(({ type, targetRef }) => ({
      type,
      targetRef,
    })),
  };
}

/** Reads entities with the reader's own credentials, so that the catalog's permissions hold here too. */
export class CatalogEntityReader implements EntityReader {
  constructor(private readonly catalog: CatalogService) {}

  async read(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<RelatedEntity[]> {
    const { items } = await this.catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs], fields },
      { credentials },
    );
    return items.filter(item => item !== undefined).map(toRelatedEntity);
  }
}
