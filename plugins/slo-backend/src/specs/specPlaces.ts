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

type CodeHosts = Pick<ScmIntegrationRegistry, 'byUrl' | 'resolveUrl'>;

/**
 * The files that the annotation of an entity names. A path is looked for beside
 * the entity's code: where its source is known to be, or else where people are
 * sent to look at its description.
 */
export function specPlacesOf(
  entity: Entity,
  integrations: CodeHosts,
): SpecPlace[] {
  const mapped = toMapped(entity);
  const base = sourceAddressOf(entity);
  return (entity.metadata.annotations?.[sloSpecsAnnotation] ?? '')
    .split(',')
    .map(part => part.trim().replace(/^url:/, ''))
    .filter(part => part !== '')
    .slice(0, mostOfEntity)
    .map(part => ({ ...placeOf(part, base, integrations), entity: mapped }));
}

/** The root of a branch, as Gitea writes it: `<base>/<owner>/<repo>/src/branch/<branch>/`. */
const giteaRoot = /^https?:\/\/.+\/src\/branch\/[^/]+(?=\/|$)/;

function addressOf(path: string, base: string, integrations: CodeHosts) {
  // What all hosts have in common takes the branch of Gitea's addresses for a folder.
  const root =
    path.startsWith('/') && integrations.byUrl(base)?.type === 'gitea'
      ? giteaRoot.exec(base)?.[0]
      : undefined;
  return root === undefined
    ? integrations.resolveUrl({ url: path, base })
    : `${root}${path}`;
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
  integrations: CodeHosts,
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
    return { location: addressOf(part, base, integrations) };
  } catch (error) {
    return { location: part, unusable: `It is no path: ${error}` };
  }
}

/** Where an entity's code is, or else its description. */
export function sourceAddressOf(entity: Entity): string | undefined {
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
