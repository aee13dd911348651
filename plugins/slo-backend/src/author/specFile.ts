import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import {
  ProposalPlace,
  sloSpecsAnnotation,
} from '@goreliable/plugin-slo-common';
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

interface GiteaFile {
  /** `<host>?owner=<organisation>&repo=<name>`, as the scaffolder has it. */
  repoUrl: string;
  /** From the root of the repository. */
  path: string;
}

/** Addresses as Gitea writes them: `<base>/<owner>/<repo>/src/branch/<branch>/<path>`. */
const giteaAddress =
  /^https?:\/\/.+\/([^/]+)\/([^/]+)\/src\/branch\/[^/]+\/(.*)$/;

function inGitea(
  address: string,
  integrations: ScmIntegrations,
): GiteaFile | undefined {
  const host = integrations.gitea.byUrl(address)?.config.host;
  const found = giteaAddress.exec(address);
  if (host === undefined || !found) {
    return undefined;
  }
  const [owner, repo] = found.slice(1, 3).map(encodeURIComponent);
  return { repoUrl: `${host}?owner=${owner}&repo=${repo}`, path: found[3] };
}

/**
 * Where an SLO is proposed that is, or is to be, in a file of specs; or why
 * nothing can be proposed there.
 *
 * @param file - its address
 * @param own - an address in the repository of the service, into which alone is
 *   proposed; absent for a file that the portal's own configuration names
 */
export function proposalPlaceOf(
  file: string,
  own: string | undefined,
  entityRef: string,
  integrations: ScmIntegrations,
): ProposalPlace {
  const integration = integrations.byUrl(file);
  if (integration?.type !== 'gitea') {
    return {
      obstacle: {
        kind: 'other-host',
        host: new URL(file).host,
        fileUrl: file,
      },
    };
  }
  const target = inGitea(file, integrations);
  const isForeign =
    own !== undefined &&
    inGitea(own, integrations)?.repoUrl !== target?.repoUrl;
  return target && !isForeign
    ? { target: { entityRef, ...target } }
    : { obstacle: { kind: 'elsewhere', fileUrl: file } };
}
