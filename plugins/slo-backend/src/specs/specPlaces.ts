import {
  ANNOTATION_VIEW_URL,
  Entity,
  getEntitySourceLocation,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { sloSpecsAnnotation } from '@goreliable/plugin-slo-common';
import { toMapped } from '../adapters/mappedEntity';
import { SpecPlace } from './types';

/** One entity with more files than this is a mistake. */
const mostOfEntity = 20;

/** What `slo.specs` of the configuration names. */
export interface ConfiguredSpec {
  location: string;
  source?: string;
}

/**
 * The files that the annotation of an entity names. A path is looked for beside
 * the entity's code: where its source is known to be, or else where people are
 * sent to look at its description.
 */
export function specPlacesOf(
  entity: Entity,
  integrations: Pick<ScmIntegrationRegistry, 'resolveUrl'>,
): SpecPlace[] {
  const mapped = toMapped(entity);
  const base = baseOf(entity);
  return (entity.metadata.annotations?.[sloSpecsAnnotation] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .slice(0, mostOfEntity)
    .map(part => ({ ...placeOf(part, base, integrations), entity: mapped }));
}

/** The files that the configuration names, and those of entities; each once. */
export function withoutRepetitions(places: readonly SpecPlace[]): SpecPlace[] {
  const byLocation = new Map<string, SpecPlace>();
  for (const place of places) {
    if (!byLocation.has(place.location)) {
      byLocation.set(place.location, place);
    }
  }
  return [...byLocation.values()].sort((a, b) =>
    a.location < b.location ? -1 : 1,
  );
}

function placeOf(
  part: string,
  base: string | undefined,
  integrations: Pick<ScmIntegrationRegistry, 'resolveUrl'>,
): SpecPlace {
  if (isAddress(part)) {
    return { location: part };
  }
  if (base === undefined) {
    return {
      location: part,
      unusable:
        'It is a path, and where the code of its entity is is not known: give its address, or the annotation backstage.io/source-location',
    };
  }
  try {
    return { location: integrations.resolveUrl({ url: part, base }) };
  } catch (error) {
    return { location: part, unusable: `It is no path: ${error}` };
  }
}

function baseOf(entity: Entity): string | undefined {
  const source = sourceOf(entity);
  const viewed = entity.metadata.annotations?.[ANNOTATION_VIEW_URL];
  return [source, viewed].find(
    address => address !== undefined && isAddress(address),
  );
}

function sourceOf(entity: Entity): string | undefined {
  try {
    const { type, target } = getEntitySourceLocation(entity);
    return type === 'url' ? target : undefined;
  } catch {
    // An entity without any location comes from a provider of its own.
    return undefined;
  }
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
