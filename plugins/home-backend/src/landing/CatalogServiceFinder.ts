import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { LandingScope, ServiceFacts } from '@goreliable/plugin-home-common';
import { ServiceFinder, Viewer } from './ports';

const pageSize = 500;

function relationTarget(entity: Entity, type: string): string | undefined {
  return entity.relations?.find(relation => relation.type === type)?.targetRef;
}

function toServiceFacts(entity: Entity): ServiceFacts {
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    description: entity.metadata.description,
    type: String(entity.spec?.type ?? 'component'),
    lifecycle: entity.spec?.lifecycle?.toString(),
    owner: relationTarget(entity, 'ownedBy'),
    system: relationTarget(entity, 'partOf'),
  };
}

/** Components of the catalog, read as the viewer. */
export class CatalogServiceFinder implements ServiceFinder {
  readonly #catalog: CatalogService;

  constructor(catalog: typeof catalogServiceRef.T) {
    this.#catalog = catalog;
  }

  async find(viewer: Viewer, scope: LandingScope): Promise<ServiceFacts[]> {
    const { items } = await this.#catalog.queryEntities(
      {
        filter: {
          kind: 'component',
          ...(scope === 'mine' && {
            'relations.ownedBy': [...viewer.ownershipEntityRefs],
          }),
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.description',
          'spec.type',
          'spec.lifecycle',
          'relations',
        ],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: pageSize,
      },
      { credentials: viewer.credentials },
    );
    return items.map(toServiceFacts);
  }
}
