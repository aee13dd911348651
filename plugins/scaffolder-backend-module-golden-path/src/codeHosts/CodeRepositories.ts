import { LoggerService } from '@backstage/backend-plugin-api';
import {
  InputError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { createUpstream } from '@goreliable/upstream';
import { GiteaClients } from '../gitea/GiteaClients';
import { RepositoryAddress } from '../gitea/types';
import { HostWords } from './explainRefusal';
import { GiteaRepository } from './GiteaRepository';
import { GithubRepository } from './GithubRepository';
import { GitlabRepository } from './GitlabRepository';
import { HostApi } from './HostApi';
import { CodeRepository } from './types';

const github: HostWords = {
  integration: 'integrations.github',
  needs:
    'a fine-grained token or a GitHub App needs Contents and Pull requests, read and write, of the repository; a classic token the scope repo and, where the organisation has single sign-on, its consent',
};

const gitlab: HostWords = {
  integration: 'integrations.gitlab',
  needs:
    'the token needs the scope api and at least the role Developer in the project',
};

// As for Gitea: a commit may not be repeated, so it is given time.
const limits = { timeoutMs: 15_000, attemptTimeoutMs: 12_000 };

/**
 * Finds the repository that a template's `repoUrl` means, at every host that
 * changes can be proposed at. Nothing is made before somebody proposes something.
 */
export class CodeRepositories {
  private credentials: GithubCredentialsProvider | undefined;

  constructor(
    private readonly deps: {
      integrations: ScmIntegrations;
      gitea: GiteaClients;
      logger: LoggerService;
    },
  ) {}

  /**
   * @param repoUrl - `<host>?owner=<organisation>&repo=<name>`; an owner at
   *   GitLab may be a group within a group
   * @throws InputError if it is malformed, or nothing can be proposed there
   */
  async forRepoUrl(repoUrl: string): Promise<CodeRepository> {
    const { integrations, gitea, logger } = this.deps;
    const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
    const type = integrations.byHost(host)?.type;
    if (!owner || !repo) {
      throw new InputError(
        `The repository address ${repoUrl} lacks an owner or a name: <host>?owner=<organisation>&repo=<name>`,
      );
    }
    switch (type) {
      case 'gitea':
        return new GiteaRepository(gitea.forRepoUrl(repoUrl), logger);
      case 'github':
        return await this.atGithub(host, { owner, repo });
      case 'gitlab':
        return this.atGitlab(host, { owner, repo });
      default:
        throw new InputError(
          `Changes are proposed in Gitea, GitHub and GitLab, and ${host} is none of them.`,
        );
    }
  }

  private async atGithub(
    host: string,
    address: RepositoryAddress,
  ): Promise<CodeRepository> {
    const { integrations, logger } = this.deps;
    const { apiBaseUrl } = integrations.github.byHost(host)!.config;
    if (!apiBaseUrl) {
      throw new InputError(
        `integrations.github has no apiBaseUrl for ${host}: https://${host}/api/v3`,
      );
    }
    const token = await this.githubToken(host, address);
    const upstream = this.upstream(`github/${host}`, apiBaseUrl, token);
    const api = new HostApi(upstream, github, {
      'x-github-api-version': '2022-11-28',
      // It answers nobody who does not say who asks.
      'user-agent': 'goreliable-portal',
    });
    return new GithubRepository({
      api,
      url: `https://${host}`,
      address,
      logger,
    });
  }

  /** Of the App that is installed at the owner, or else the one of the configuration. */
  private async githubToken(
    host: string,
    { owner, repo }: RepositoryAddress,
  ): Promise<string> {
    this.credentials ??= DefaultGithubCredentialsProvider.fromIntegrations(
      this.deps.integrations,
    );
    const url = `https://${host}/${owner}/${repo}`;
    const { token } = await this.credentials
      .getCredentials({ url })
      .catch(error => {
        throw new ServiceUnavailableError(
          `The App of integrations.github gets no token for ${owner} from ${host}: ${
            toError(error).message
          }. Look at its key and its installation.`,
        );
      });
    if (!token) {
      throw new InputError(
        `integrations.github has for ${host} neither a token nor an App that is installed at ${owner}: ${github.needs}.`,
      );
    }
    return token;
  }

  private atGitlab(host: string, address: RepositoryAddress): CodeRepository {
    const { integrations, logger } = this.deps;
    const { apiBaseUrl, baseUrl, token } =
      integrations.gitlab.byHost(host)!.config;
    if (!token) {
      throw new InputError(
        `integrations.gitlab has no token for ${host}: ${gitlab.needs}.`,
      );
    }
    const upstream = this.upstream(`gitlab/${host}`, apiBaseUrl, token);
    const api = new HostApi(upstream, gitlab);
    return new GitlabRepository({ api, url: baseUrl, address, logger });
  }

  /** For one proposal: the token of a GitHub App is of one owner, and for an hour. */
  private upstream(name: string, baseUrl: string, bearerToken: string) {
    const { logger } = this.deps;
    return createUpstream({ ...limits, name, baseUrl, bearerToken, logger });
  }
}
