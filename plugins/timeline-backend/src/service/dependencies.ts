import { RelatedEntity } from './ports';

/** A way from an entity to another whose events matter to it. */
export interface DependencyStep {
  targetRef: string;
  relation: string;
  /** 1 if the target is another thing, 0 if it is what the entity is made of. */
  hops: 0 | 1;
}

/**
 * Where to go on from an entity, by relation.
 *
 * Always in the direction of what it depends on. Nothing ever happens to a
 * system, a team or an API as such: things happen to the parts of the system,
 * to what the team owns, to the component behind the API. These count as the
 * entity itself.
 */
const hopsByRelation: Record<string, 0 | 1> = {
  dependsOn: 1,
  consumesApi: 1,
  apiProvidedBy: 0,
  hasPart: 0,
};

const hopsByRelationOfGroups: Record<string, 0 | 1> = {
  ownerOf: 0,
  parentOf: 0,
};

/** The steps from one entity. */
export function dependencySteps(entity: RelatedEntity): DependencyStep[] {
  const hopsBy =
    entity.kind.toLocaleLowerCase('en-US') === 'group'
      ? hopsByRelationOfGroups
      : hopsByRelation;
  return entity.relations.flatMap(({ type, targetRef }) =>
    Object.hasOwn(hopsBy, type)
      ? [
          {
            targetRef: targetRef.toLocaleLowerCase('en-US'),
            relation: type,
            hops: hopsBy[type],
          },
        ]
      : [],
  );
}
