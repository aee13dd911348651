import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  NameAvailability,
  serviceNameProblem,
} from '@goreliable/plugin-golden-path-common';
import { GoldenPathConfig } from '../config';
import { findPullRequest } from '../gitea/findPullRequest';
import { GiteaClient } from '../gitea/GiteaClient';
import { repositoryOrigin } from '../gitea/publishRepository';
import { hasTaskMark } from '../gitea/taskMark';

/** Who asks whether a name is free. */
export interface NameQuestion {
  readonly credentials: BackstageCredentials;
  /** What this task made itself does not stand in its way when it is repeated. */
  readonly taskId?: string;
}

/** The branch on which a task adds a service to the GitOps repository. */
export function gitopsBranch(name: string, taskId: string): string {
  // Eight characters tell apart the tasks that ever wanted the same name.
  const mark = taskId.toLowerCase().replace(/[^a-z0-9]/g, '');
  return `add-${name}-${mark.slice(0, 8).padEnd(8, '0')}`;
}

function addsService(branch: string, name: string): boolean {
  return new RegExp(`^add-${name}-[a-z0-9]{8}$`).test(branch);
}

type Obstacle = Required<Pick<NameAvailability, 'reason' | 'message'>> & {
  href?: string;
};

/** Knows whether a service may have a name: the catalog, Git and GitOps decide. */
export class NameService {
  constructor(
    private readonly options: {
      config: GoldenPathConfig;
      client: GiteaClient;
      catalog: CatalogService;
    },
  ) {}

  /**
   * Says whether a name is free, and if not, what stands in the way.
   *
   * @throws UpstreamError if Gitea cannot be asked: a name is not called free
   *   because nobody answered
   */
  async availability(
    name: string,
    question: NameQuestion,
  ): Promise<NameAvailability> {
    const problem = serviceNameProblem(name);
    if (problem) {
      return { name, available: false, reason: 'malformed', message: problem };
    }
    const obstacles = await Promise.all([
      this.inRepositories(name, question),
      this.inCatalog(name, question),
      this.inGitops(name, question),
    ]);
    const obstacle = obstacles.find(found => found !== undefined);
    return obstacle
      ? { name, available: false, ...obstacle }
      : { name, available: true };
  }

  private async inCatalog(
    name: string,
    { credentials, taskId }: NameQuestion,
  ): Promise<Obstacle | undefined> {
    const entity = await this.options.catalog.getEntityByRef(
      { kind: 'Component', namespace: 'default', name },
      { credentials },
    );
    if (!entity || (taskId && this.isFromOurRepository(entity, name))) {
      // In a repository of another task's it is found by `inRepositories`.
      return undefined;
    }
    return {
      reason: 'catalog',
      message: `The catalog has a component called ${name}.`,
      href: `/catalog/default/component/${name}`,
    };
  }

  private isFromOurRepository(entity: Entity, name: string): boolean {
    const location = entity.metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
    const { organisationUrl } = this.options.config.settings;
    return location.startsWith(`url:${organisationUrl}/${name}/`);
  }

  private async inRepositories(
    name: string,
    { taskId }: NameQuestion,
  ): Promise<Obstacle | undefined> {
    const { client, config } = this.options;
    const address = { owner: config.organisation, repo: name };
    const taken = taskId
      ? (await repositoryOrigin(client, address, taskId)).kind === 'foreign'
      : (await client.repositories.get(address)) !== undefined;
    if (!taken) {
      return undefined;
    }
    return {
      reason: 'repository',
      message: `There is a repository ${config.organisation}/${name}.`,
      href: `${config.settings.organisationUrl}/${name}`,
    };
  }

  private async inGitops(
    name: string,
    { taskId }: NameQuestion,
  ): Promise<Obstacle | undefined> {
    const { client, config } = this.options;
    const address = {
      owner: config.organisation,
      repo: config.gitopsRepository,
    };
    const [repository, present, open] = await Promise.all([
      client.repositories.get(address),
      client.contents.hasPath(address, `services/${name}`),
      client.pullRequests.open(address).catch(error => {
        // Without the repository there is no list; said better below.
        if (error?.upstreamStatus === 404) {
          return [];
        }
        throw error;
      }),
    ]);
    if (!repository) {
      throw new ServiceUnavailableError(
        `There is no GitOps repository ${address.owner}/${address.repo}, or the portal may not see it: check goldenPath.gitea of the configuration.`,
      );
    }
    if (present) {
      return (await this.mergedByTask(name, repository.default_branch, taskId))
        ? undefined
        : {
            reason: 'gitops',
            message: `The GitOps repository runs a service called ${name}.`,
            href: `${repository.html_url}/src/branch/${repository.default_branch}/services/${name}`,
          };
    }
    const pending = open.find(
      ({ head, body }) =>
        addsService(head.label, name) && !(taskId && hasTaskMark(body, taskId)),
    );
    return (
      pending && {
        reason: 'gitops',
        message: `A pull request that adds ${name} is open.`,
        href: pending.html_url,
      }
    );
  }

  /** Whether the service is there because this very task added it before. */
  private async mergedByTask(
    name: string,
    base: string,
    taskId: string | undefined,
  ): Promise<boolean> {
    if (!taskId) {
      return false;
    }
    const { client, config } = this.options;
    const known = await findPullRequest(
      client,
      { owner: config.organisation, repo: config.gitopsRepository },
      { base, head: gitopsBranch(name, taskId) },
    );
    return Boolean(
      known?.isMerged && hasTaskMark(known.pullRequest.body, taskId),
    );
  }
}
