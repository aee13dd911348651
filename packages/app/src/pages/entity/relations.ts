import type { Entity } from '@backstage/catalog-model';

/** Entities that stand in one relation to the entity of the page. */
export type RelationGroup = {
  title: string;
  entityRefs: readonly string[];
};

/** A card about some relations. */
export type RelationCard = {
  /** Part of the extension's id. */
  name: string;
  title: string;
  /** Types of relations, with what the others are to this one. */
  groups: readonly { type: string; title: string }[];
};

/** The cards in the order in which a reader wants them. */
export const relationCards: readonly RelationCard[] = [
  {
    name: 'related-apis',
    title: 'APIs',
    groups: [
      { type: 'providesApi', title: 'Provides' },
      { type: 'consumesApi', title: 'Consumes' },
      { type: 'apiProvidedBy', title: 'Provided by' },
      { type: 'apiConsumedBy', title: 'Consumed by' },
    ],
  },
  {
    name: 'dependencies',
    title: 'Dependencies',
    groups: [
      { type: 'dependsOn', title: 'Depends on' },
      { type: 'dependencyOf', title: 'Needed by' },
    ],
  },
  {
    name: 'parts',
    title: 'Parts',
    groups: [{ type: 'hasPart', title: 'Has' }],
  },
];

/** The relations of a card that the entity has; none means that there is no card. */
export function relationGroups(
  entity: Entity,
  card: RelationCard,
): RelationGroup[] {
  return card.groups.flatMap(({ type, title }) => {
    const entityRefs = (entity.relations ?? [])
      .filter(relation => relation.type === type)
      .map(({ targetRef }) => targetRef);
    return entityRefs.length > 0
      ? [{ title, entityRefs: [...new Set(entityRefs)].sort() }]
      : [];
  });
}

/** Everything that any card of the entity is about: one request for all of them. */
export function relatedRefs(entity: Entity): string[] {
  const all = relationCards
    .flatMap(card => relationGroups(entity, card))
    .flatMap(({ entityRefs }) => entityRefs);
  return [...new Set(all)].sort();
}
