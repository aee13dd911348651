/** Where the specs of an entity's SLOs are, if not in the usual place. */
const specsAnnotation = 'goreliable.dev/slo-specs';

/** As the golden paths lay it out. */
const usualPath = 'slo/slo.yaml';

/** A file in a repository. */
export interface SpecFile {
  /** `<host>?owner=<organisation>&repo=<name>`, as the scaffolder has it. */
  repoUrl: string;
  /** From the root of the repository. */
  path: string;
  url: string;
}

interface Place {
  /** Of the repository's branch, with a slash at the end. */
  root: string;
  /** Folder of the entity's own file within it. */
  folder: string;
  host: string;
  owner: string;
  repo: string;
}

/** Addresses as Gitea writes them: `<base>/<owner>/<repo>/src/branch/<branch>/<path>`. */
const giteaAddress =
  /^(https?:\/\/([^/]+)\/([^/]+)\/([^/]+)\/src\/branch\/[^/]+\/)(.*)$/;

function placeIn(address: string): Place | undefined {
  const found = giteaAddress.exec(address.replace(/^url:/, ''));
  if (!found) {
    return undefined;
  }
  const [, root, host, owner, repo, path] = found;
  return { root, host, owner, repo, folder: path.replace(/[^/]*$/, '') };
}

/**
 * The file that an entity's SLOs are proposed to, by the address of its own
 * repository; `undefined` if that is not known.
 */
export function specFileOf(
  annotations: Readonly<Record<string, string>>,
): SpecFile | undefined {
  const place = [
    'backstage.io/source-location',
    'backstage.io/managed-by-location',
    'backstage.io/view-url',
  ]
    .map(name => placeIn(annotations[name] ?? ''))
    .find(found => found !== undefined);
  if (!place) {
    return undefined;
  }
  const [stated = usualPath] = (annotations[specsAnnotation] ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
  const path = pathWithin(place, stated);
  return path === undefined
    ? undefined
    : {
        repoUrl: `${place.host}?owner=${encodeURIComponent(
          place.owner,
        )}&repo=${encodeURIComponent(place.repo)}`,
        path,
        url: `${place.root}${path}`,
      };
}

function pathWithin(place: Place, stated: string): string | undefined {
  if (/^[a-z]+:/.test(stated)) {
    const address = stated.replace(/^url:/, '');
    // Into a repository of somebody else nothing is proposed.
    return address.startsWith(place.root)
      ? fileIn(address.slice(place.root.length))
      : undefined;
  }
  const parts: string[] = [];
  const whole = stated.startsWith('/') ? stated : `${place.folder}${stated}`;
  for (const part of whole.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return fileIn(parts.join('/'));
}

/** A folder, or a pattern of files in it, has its usual file. */
function fileIn(path: string): string {
  return /\.ya?ml$/.test(path) && !/[*?{[]/.test(path)
    ? path
    : [
        ...path.split('/').filter(part => part !== '' && !/[*?{[]/.test(part)),
        'slo.yaml',
      ].join('/');
}
