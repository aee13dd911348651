/** One way in which an entity is related to another, as a sentence reads it. */
export type RelationType = {
  /** The name that the catalog gives it; the one of its inverse means the same. */
  type: string;
  inverse?: string;
  /** `order-service` … `order-database`. */
  words: string;
  /** The same from the other side: `order-database` … `order-service`. */
  inverseWords: string;
};

const known: readonly RelationType[] = [
  {
    type: 'dependsOn',
    inverse: 'dependencyOf',
    words: 'depends on',
    inverseWords: 'is needed by',
  },
  {
    type: 'providesApi',
    inverse: 'apiProvidedBy',
    words: 'provides',
    inverseWords: 'is provided by',
  },
  {
    type: 'consumesApi',
    inverse: 'apiConsumedBy',
    words: 'consumes',
    inverseWords: 'is consumed by',
  },
  {
    type: 'partOf',
    inverse: 'hasPart',
    words: 'is part of',
    inverseWords: 'has',
  },
  {
    type: 'ownedBy',
    inverse: 'ownerOf',
    words: 'is owned by',
    inverseWords: 'owns',
  },
  {
    type: 'memberOf',
    inverse: 'hasMember',
    words: 'is a member of',
    inverseWords: 'has the member',
  },
  {
    type: 'childOf',
    inverse: 'parentOf',
    words: 'belongs to',
    inverseWords: 'has below it',
  },
];

/** `dataConsumedBy` becomes `data consumed by`. */
function wordsOf(type: string): string {
  return type.replace(/[A-Z]/g, capital => ` ${capital.toLowerCase()}`);
}

/** A relation of an entity, and whether it stands there from the other side. */
export function relationType(type: string): RelationType & {
  isInverse: boolean;
} {
  const found = known.find(each => each.type === type || each.inverse === type);
  return found
    ? { ...found, isInverse: found.inverse === type }
    : {
        type,
        words: wordsOf(type),
        inverseWords: `(${wordsOf(type)})`,
        isInverse: false,
      };
}
