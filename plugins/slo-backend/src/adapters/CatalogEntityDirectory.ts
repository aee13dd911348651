import { AuthService } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  EntityFilterQuery,
} from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { sloServiceAnnotation } from '@goreliable/plugin-slo-common';
import { Clock, EntityDirectory, MappedEntity } from '../ports';
import { toMapped } from './mappedEntity';

/** For how long the catalog is not asked again. */
const reuseMs = 60_000;

/** Names of one request, which go into its address. */
const batchSize = 150;

const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

const lower = (text: string) => text.toLocaleLowerCase('en-US');

/**
 * Finds the entities that services are: the one whose annotation names the service,
 * else the component that bears its name.
 */
export class CatalogEntityDirectory implements EntityDirectory {
  private known?: {
    services: ReadonlySet<string>;
    entities: Map<string, MappedEntity>;
    untilMs: number;
  };

  constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      now: Clock;
    },
  ) {}

  async find(services: readonly string[]): Promise<Map<string, MappedEntity>> {
    const now = this.deps.now();
    const { known } = this;
    const isKnown =
      known &&
      now < known.untilMs &&
      services.every(service => known.services.has(service));
    if (isKnown) {
      return known.entities;
    }
    const entities = await this.ask(services);
    this.known = {
      services: new Set(services),
      entities,
      untilMs: now + reuseMs,
    };
    return entities;
  }

  private async ask(
    services: readonly string[],
  ): Promise<Map<string, MappedEntity>> {
    const wanted = new Set(services);
    const found = new Map<string, Entity>();
    const annotated = await this.list({
      [`metadata.annotations.${sloServiceAnnotation}`]: CATALOG_FILTER_EXISTS,
    });
    for (const entity of annotated.sort(byRef)) {
      for (const service of servicesOf(entity)) {
        if (wanted.has(service) && !found.has(service)) {
          found.set(service, entity);
        }
      }
    }
    const rest = services.filter(service => !found.has(service));
    for (let start = 0; start < rest.length; start += batchSize) {
      const names = rest.slice(start, start + batchSize);
      const named = await this.list({
        kind: 'Component',
        'metadata.name': names,
      });
      for (const entity of named.sort(byRef)) {
        const service = names.find(
          name => lower(name) === lower(entity.metadata.name),
        );
        // A component that names another service is not meant by its name.
        const isMeant = servicesOf(entity).length === 0;
        if (service && isMeant && !found.has(service)) {
          found.set(service, entity);
        }
      }
    }
    return new Map(
      [...found].map(([service, entity]) => [service, toMapped(entity)]),
    );
  }

  private async list(filter: EntityFilterQuery): Promise<Entity[]> {
    const { catalog, auth } = this.deps;
    const { items } = await catalog.getEntities(
      { filter, fields },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items;
  }
}

/** One entity can be several services: the annotation takes a list. */
function servicesOf(entity: Entity): string[] {
  return (entity.metadata.annotations?.[sloServiceAnnotation] ?? '')
    .split(',')
    .map(service => service.trim())
    .filter(service => service !== '');
}

/** Where two claim the same service, everybody sees the same one: the default namespace's first. */
function byRef(a: Entity, b: Entity): number {
  const rank = (entity: Entity) =>
    (entity.metadata.namespace ?? 'default') === 'default' ? 0 : 1;
  const [refA, refB] = [stringifyEntityRef(a), stringifyEntityRef(b)];
  return rank(a) - rank(b) || (refA < refB ? -1 : 1);
}
