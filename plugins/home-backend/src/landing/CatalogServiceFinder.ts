import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { LandingScope, ServiceFacts } from '@goreliable/plugin-home-common';
import { FoundServices, ServiceFinder, Viewer } from './ports';

/** Most people's services, and most catalogs, are read with one request of this size. */
const firstPageSize = 500;
const nextPageSize = 2_000;
/** Beyond this a page would keep everybody waiting; it says how many it has not read. */
const mostServices = 10_000;

const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'spec.type',
  'spec.lifecycle',
  'relations',
];

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

  /** Reads to the end: what needs somebody is wherever its name puts it. */
  async find(viewer: Viewer, scope: LandingScope): Promise<FoundServices> {
    const options = { credentials: viewer.credentials };
    let page = await this.#catalog.queryEntities(
      {
        filter: {
          kind: 'component',
          ...(scope === 'mine' && {
            'relations.ownedBy': [...viewer.ownershipEntityRefs],
          }),
        },
        fields,
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: firstPageSize,
      },
      options,
    );
    const { totalItems } = page;
    const services = page.items.map(toServiceFacts);
    while (page.pageInfo.nextCursor && services.length < mostServices) {
      page = await this.#catalog.queryEntities(
        {
          cursor: page.pageInfo.nextCursor,
          fields,
          limit: Math.min(nextPageSize, mostServices - services.length),
        },
        options,
      );
      services.push(...page.items.map(toServiceFacts));
    }
    return {
      services,
      unread: page.pageInfo.nextCursor
        ? Math.max(0, totalItems - services.length)
        : 0,
    };
  }
}
