import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  GiteaIntegrationConfig,
  ScmIntegrations,
} from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { createUpstream, UpstreamOptions } from '@goreliable/upstream';
import { GiteaClient } from './GiteaClient';
import { RepositoryAddress } from './types';

/** A client and the integration it was made from. */
export interface ConnectedGitea {
  readonly client: GiteaClient;
  readonly config: GiteaIntegrationConfig;
  /** Without a slash at the end. */
  readonly url: string;
}

// As the stock integration: a password without a user is a token.
function credentials(
  config: GiteaIntegrationConfig,
): Pick<UpstreamOptions, 'basicAuth' | 'headers'> {
  const { username, password } = config;
  if (!password) {
    return {};
  }
  return username
    ? { basicAuth: { username, password } }
    : { headers: { authorization: `token ${password}` } };
}

/** One client per Gitea, each with its own breaker, kept as long as the process. */
export class GiteaClients {
  private readonly byHost = new Map<string, ConnectedGitea>();

  static fromIntegrations(
    integrations: ScmIntegrations,
    logger: LoggerService,
  ): GiteaClients {
    return new GiteaClients(integrations, logger);
  }

  private constructor(
    private readonly integrations: ScmIntegrations,
    private readonly logger: LoggerService,
  ) {}

  /** @throws InputError if no `integrations.gitea` has the host */
  forHost(host: string): ConnectedGitea {
    const known = this.byHost.get(host);
    if (known) {
      return known;
    }
    const config = this.integrations.gitea.byHost(host)?.config;
    if (!config) {
      throw new InputError(
        `There is no entry for ${host} in integrations.gitea of the configuration.`,
      );
    }
    const url = config.baseUrl ?? `https://${config.host}`;
    const upstream = createUpstream({
      name: `gitea/${host}`,
      baseUrl: `${url}/api/v1`,
      ...credentials(config),
      timeoutMs: 15_000,
      // A commit of many files is one request that may not be repeated.
      attemptTimeoutMs: 12_000,
      logger: this.logger,
    });
    const connected = { client: new GiteaClient(upstream), config, url };
    this.byHost.set(host, connected);
    return connected;
  }

  /**
   * The Gitea and the place that a template's `repoUrl` means:
   * `<host>?owner=<organisation>&repo=<name>`.
   *
   * @throws InputError if it is malformed or its host is not known
   */
  forRepoUrl(repoUrl: string): ConnectedGitea & { address: RepositoryAddress } {
    const { host, owner, repo } = parseRepoUrl(repoUrl, this.integrations);
    if (!owner) {
      throw new InputError(
        `The repository address ${repoUrl} lacks an owner: <host>?owner=<organisation>&repo=<name>`,
      );
    }
    return { ...this.forHost(host), address: { owner, repo } };
  }
}
