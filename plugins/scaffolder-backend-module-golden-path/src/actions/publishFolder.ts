import { Config } from '@backstage/config';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { GiteaClients } from '../gitea/GiteaClients';
import { publishRepository } from '../gitea/publishRepository';
import { pushFolder } from '../gitea/pushFolder';
import { withTaskMark } from '../gitea/taskMark';
import { authorOf } from './author';
import { sourceDirectory } from './sourceDirectory';

const defaultBranch = 'main';

/** What publishing needs beside the task. */
export interface PublishOptions {
  readonly gitea: GiteaClients;
  readonly config: Config;
  /** Whether repositories are private unless a step says otherwise. */
  readonly privateByDefault: boolean;
}

/** What a task publishes. */
export interface PublishInput {
  readonly repoUrl: string;
  readonly description: string;
  readonly sourcePath?: string;
  readonly topics?: string[];
  readonly commitMessage?: string;
  readonly private?: boolean;
}

/** Where a repository is, whether it has been published yet or not. */
export interface PublishedPlace {
  /** For people. */
  readonly repositoryUrl: string;
  /** For git. */
  readonly remoteUrl: string;
  /** Root of its files, for other actions. */
  readonly repoContentsUrl: string;
}

/** Where a repository is to be; asks nobody. */
export function publishedPlace(
  gitea: GiteaClients,
  repoUrl: string,
): PublishedPlace {
  const { url, address } = gitea.forRepoUrl(repoUrl);
  const repositoryUrl = `${url}/${address.owner}/${address.repo}`;
  return {
    repositoryUrl,
    remoteUrl: `${repositoryUrl}.git`,
    repoContentsUrl: `${repositoryUrl}/src/branch/${defaultBranch}/`,
  };
}

/**
 * Makes a repository of a folder of the workspace; again, if the same task had
 * published it before, without effect.
 *
 * @param options.onReadable - called as soon as everybody can read the content
 */
export async function publishFolder(
  context: Pick<
    ActionContext<any, any>,
    'workspacePath' | 'logger' | 'task' | 'user'
  >,
  input: PublishInput,
  options: PublishOptions & { onReadable?: () => void },
): Promise<{ reused: boolean }> {
  const { gitea, config, privateByDefault } = options;
  const { logger, task, workspacePath } = context;
  const { repositoryUrl, remoteUrl } = publishedPlace(gitea, input.repoUrl);
  const connected = gitea.forRepoUrl(input.repoUrl);
  // Before anything is made: it may lead out of the workspace.
  const folder = sourceDirectory(workspacePath, input.sourcePath);
  const { username, password = '' } = connected.config;
  return await publishRepository({
    client: connected.client,
    address: connected.address,
    taskId: task.id,
    description: input.description,
    topics: input.topics ?? [],
    defaultBranch,
    private: input.private ?? privateByDefault,
    push: () =>
      pushFolder({
        folder,
        url: remoteUrl,
        // Gitea takes a token for a user's name when there is no password.
        auth: username
          ? { username, password }
          : { username: password, password: 'x-oauth-basic' },
        branch: defaultBranch,
        message: withTaskMark(
          input.commitMessage ?? 'Start from the golden path',
          task.id,
        ),
        author: authorOf(context, config),
      }),
    onReadable: ({ reused }) => {
      logger.info(
        reused
          ? `${repositoryUrl} was published by an earlier run of this task.`
          : `Published ${repositoryUrl}.`,
      );
      options.onReadable?.();
    },
  });
}
