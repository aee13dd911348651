import { ScmIntegrations } from '@backstage/integration';

/** A host that pull requests are opened at. */
export type CodeHost = 'gitea' | 'github' | 'gitlab';

/** A file, or a folder, as its address names it. */
export interface CodeAddress {
  /** `<host>?owner=<organisation>&repo=<name>`, as the scaffolder has it. */
  repoUrl: string;
  branch: string;
  /** From the root of the repository. */
  path: string;
}

/**
 * Paths of addresses as people and the catalog have them, below the address of
 * the host itself: owner, name, branch, and the path of the file. A branch is
 * taken for one segment, for nothing tells where a longer one ends.
 */
const patterns: Record<CodeHost, RegExp> = {
  gitea: /^([^/]+)\/([^/]+)\/src\/branch\/([^/]+)\/(.*)$/,
  github: /^([^/]+)\/([^/]+)\/(?:blob|tree|edit|raw)\/([^/]+)\/(.*)$/,
  // Groups may be in groups; addresses of before GitLab 12 have no `-`.
  gitlab: /^(.+?)\/([^/]+?)(?:\/-)?\/(?:blob|tree|edit|raw)\/([^/]+)\/(.*)$/,
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that is one.
    return text;
  }
}

/** The host that an address is at, and whether the portal may write there. */
export function codeHostOf(
  address: string,
  integrations: ScmIntegrations,
):
  | { type: CodeHost; host: string; baseUrl: string; hasCredentials: boolean }
  | undefined {
  const gitea = integrations.gitea.byUrl(address)?.config;
  if (gitea) {
    const { host, baseUrl = `https://${host}`, password } = gitea;
    return { type: 'gitea', host, baseUrl, hasCredentials: Boolean(password) };
  }
  const github = integrations.github.byUrl(address)?.config;
  if (github) {
    const { host, token, apps = [] } = github;
    const hasCredentials = Boolean(token) || apps.length > 0;
    return { type: 'github', host, baseUrl: `https://${host}`, hasCredentials };
  }
  const gitlab = integrations.gitlab.byUrl(address)?.config;
  if (gitlab) {
    const { host, baseUrl, token } = gitlab;
    return { type: 'gitlab', host, baseUrl, hasCredentials: Boolean(token) };
  }
  return undefined;
}

/** Reads an address; `undefined` if it is of no file on a branch at such a host. */
export function parseCodeAddress(
  address: string,
  integrations: ScmIntegrations,
): CodeAddress | undefined {
  const at = codeHostOf(address, integrations);
  if (!at) {
    return undefined;
  }
  const below = new URL(at.baseUrl).pathname.replace(/\/+$/, '');
  const { pathname } = new URL(address);
  const found =
    pathname.startsWith(`${below}/`) &&
    patterns[at.type].exec(pathname.slice(below.length + 1));
  if (!found) {
    return undefined;
  }
  const [owner, repo, branch, path] = found.slice(1).map(decoded);
  return {
    repoUrl: `${at.host}?owner=${encodeURIComponent(
      owner,
    )}&repo=${encodeURIComponent(repo)}`,
    branch,
    path,
  };
}
