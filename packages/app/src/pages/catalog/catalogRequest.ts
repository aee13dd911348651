/** What the index asks of an entity: what it shows, and nothing else. */
export const catalogFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'spec.type',
  'spec.lifecycle',
  'spec.owner',
  'spec.system',
  'spec.domain',
  'spec.profile.displayName',
];

/** Entities of one request. Most catalogs are answered by the first. */
export const pageSize = 1_000;
