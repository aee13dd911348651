import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** What the list asks of a template. */
export const goldenPathFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'spec.type',
  'spec.owner',
  'spec.parameters',
];

/** A template as something to start from. */
export type GoldenPath = {
  entityRef: string;
  namespace: string;
  name: string;
  title: string;
  /** What one gets. */
  description?: string;
  type?: string;
  owner?: string;
  tags: readonly string[];
  /** Titles of the pages of its form. */
  asksFor: readonly string[];
  isRecommended: boolean;
};

/** The tag by which a platform team says where to begin. */
const recommendedTag = 'recommended';

function pageTitles(parameters: unknown): string[] {
  const pages = Array.isArray(parameters) ? parameters : [parameters];
  return pages
    .map(page => (page as { title?: unknown } | undefined)?.title)
    .filter((title): title is string => typeof title === 'string');
}

function ownerOf(owner: unknown, namespace: string): string | undefined {
  if (typeof owner !== 'string') {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(owner, {
        defaultKind: 'group',
        defaultNamespace: namespace,
      }),
    );
  } catch {
    return undefined;
  }
}

/** Reads a template of the catalog. */
export function toGoldenPath(entity: Entity): GoldenPath {
  const { metadata, spec = {} } = entity;
  const namespace = metadata.namespace ?? DEFAULT_NAMESPACE;
  const tags = metadata.tags ?? [];
  return {
    entityRef: stringifyEntityRef(entity),
    namespace,
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    description: metadata.description,
    type: typeof spec.type === 'string' ? spec.type : undefined,
    owner: ownerOf(spec.owner, namespace),
    tags: tags.filter(tag => tag !== recommendedTag),
    asksFor: pageTitles(spec.parameters),
    isRecommended: tags.includes(recommendedTag),
  };
}

/** The paths in which every word of the query occurs, those to begin with first. */
export function findPaths(
  paths: readonly GoldenPath[],
  query: string,
): GoldenPath[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return paths
    .filter(path => {
      const text = [
        path.title,
        path.name,
        path.description,
        path.type,
        path.owner,
        ...path.tags,
      ]
        .join(' ')
        .toLowerCase();
      return words.every(word => text.includes(word));
    })
    .sort(
      (one, other) =>
        Number(other.isRecommended) - Number(one.isRecommended) ||
        one.title.localeCompare(other.title, 'en'),
    );
}
