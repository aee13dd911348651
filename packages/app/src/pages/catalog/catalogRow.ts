import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** An entity as a line of the index. */
export type CatalogRow = {
  entityRef: string;
  kind: string;
  name: string;
  /** What people call it; its name if it has no title. */
  title: string;
  description?: string;
  type?: string;
  lifecycle?: string;
  /** Entity reference in full. */
  owner?: string;
  /** Entity reference in full of the system, or of the domain of a system. */
  partOf?: string;
  tags: readonly string[];
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A reference as people write it (`edge-team`) in full; nothing if it is none. */
function fullRef(value: unknown, defaultKind: string, namespace: string) {
  const reference = text(value);
  if (!reference) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(reference, { defaultKind, defaultNamespace: namespace }),
    );
  } catch {
    // Whoever wrote it sees it on the entity's page; a list is not the place.
    return undefined;
  }
}

/** The line that stands for an entity. */
export function toCatalogRow(entity: Entity): CatalogRow {
  const { kind, metadata } = entity;
  const spec = (entity.spec ?? {}) as Record<string, unknown>;
  const profile = (spec.profile ?? {}) as Record<string, unknown>;
  const namespace = metadata.namespace ?? DEFAULT_NAMESPACE;
  return {
    entityRef: stringifyEntityRef(entity),
    kind,
    name: metadata.name,
    title: metadata.title ?? text(profile.displayName) ?? metadata.name,
    description: text(metadata.description),
    type: text(spec.type),
    lifecycle: text(spec.lifecycle),
    owner: fullRef(spec.owner, 'group', namespace),
    partOf:
      fullRef(spec.system, 'system', namespace) ??
      fullRef(spec.domain, 'domain', namespace),
    tags: metadata.tags ?? [],
  };
}
