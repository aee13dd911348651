import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { MappedEntity } from '../ports';

/** What SLOs are told of the catalog entity that they belong to. */
export function toMapped(entity: Entity): MappedEntity {
  const targets = (type: string) =>
    (entity.relations ?? [])
      .filter(relation => relation.type === type)
      .map(relation => relation.targetRef);
  const system = targets(RELATION_PART_OF).find(
    ref => parseEntityRef(ref).kind === 'system',
  );
  return {
    entityRef: stringifyEntityRef(entity),
    owners: targets(RELATION_OWNED_BY).sort(),
    ...(system && { system }),
  };
}
