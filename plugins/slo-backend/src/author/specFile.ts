import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { sloSpecsAnnotation } from '@goreliable/plugin-slo-common';
import { specPlacesOf } from '../specs/specPlaces';

/** As the golden paths lay it out. */
const usualPath = 'slo/slo.yaml';

/**
 * The addresses of the files that an entity's SLOs are in, those of new ones in
 * the first; none if it is not known where the entity's code is.
 */
export function specFilesOf(
  entity: Entity,
  integrations: ScmIntegrations,
): string[] {
  const stated = specPlacesOf(entity, integrations);
  const places =
    stated.length > 0 ? stated : inUsualPlace(entity, integrations);
  return places.flatMap(({ location, unusable }) =>
    unusable === undefined ? [asFile(location)] : [],
  );
}

function inUsualPlace(entity: Entity, integrations: ScmIntegrations) {
  const annotations = {
    ...entity.metadata.annotations,
    [sloSpecsAnnotation]: usualPath,
  };
  return specPlacesOf(
    { ...entity, metadata: { ...entity.metadata, annotations } },
    integrations,
  );
}

/** A folder, or a pattern of files in it, has its usual file. */
function asFile(location: string): string {
  const isPattern = (part: string) => /[*?{[]|%7B|%5B/i.test(part);
  if (/\.ya?ml$/.test(location) && !isPattern(location)) {
    return location;
  }
  const parts = location
    .split('/')
    .filter((part, index) => index < 3 || (part !== '' && !isPattern(part)));
  return [...parts, 'slo.yaml'].join('/');
}
