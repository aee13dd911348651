import { posix } from 'node:path';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ActionContext,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import { GiteaClients } from '../gitea/GiteaClients';
import { NewFile, openPullRequest } from '../gitea/openPullRequest';
import { authorOf } from './author';
import { sourceDirectory } from './sourceDirectory';

/** What proposing needs beside the task. */
export interface ProposeOptions {
  readonly gitea: GiteaClients;
  readonly config: Config;
}

/** What a task proposes. */
export interface ProposeInput {
  readonly repoUrl: string;
  readonly branchName: string;
  readonly title: string;
  readonly description: string;
  readonly sourcePath?: string;
  readonly targetPath?: string;
  readonly targetBranchName?: string;
}

/** A pull request as actions give it on. */
export interface ProposedPullRequest {
  readonly pullRequestUrl: string;
  readonly pullRequestNumber: number;
  readonly merged: boolean;
}

async function newFiles(
  workspacePath: string,
  { sourcePath, targetPath }: ProposeInput,
): Promise<NewFile[]> {
  const files = await serializeDirectoryContents(
    sourceDirectory(workspacePath, sourcePath),
  );
  const links = files.filter(file => file.symlink).map(file => file.path);
  if (links.length > 0) {
    throw new InputError(
      `Symbolic links cannot go into a pull request: ${links.join(', ')}`,
    );
  }
  if (files.length === 0) {
    throw new InputError(
      `There are no files in ${sourcePath ?? 'the workspace'} to propose.`,
    );
  }
  return files.map(({ path, content }) => ({
    path: posix.join(targetPath ?? '', path),
    content,
  }));
}

/**
 * Proposes the files of a folder of the workspace; in a dry run, says which.
 *
 * @param options.after - the pull request is not opened before that, and not at
 *   all if it fails; what can be prepared unseen is done meanwhile
 */
export async function proposeFolder(
  context: Pick<
    ActionContext<any, any>,
    'workspacePath' | 'logger' | 'task' | 'user' | 'isDryRun'
  >,
  input: ProposeInput,
  options: ProposeOptions & { after?: Promise<unknown> },
): Promise<ProposedPullRequest> {
  const { gitea, config, after } = options;
  const { logger, task } = context;
  const { client, address, url } = gitea.forRepoUrl(input.repoUrl);
  const files = await newFiles(context.workspacePath, input);
  if (context.isDryRun) {
    const paths = files.map(file => file.path).join(', ');
    logger.info(`A real run would propose ${paths}.`);
    return {
      pullRequestUrl: `${url}/${address.owner}/${address.repo}/pulls`,
      pullRequestNumber: 0,
      merged: false,
    };
  }
  const { pullRequest, isMerged, reused } = await openPullRequest({
    client,
    address,
    base: input.targetBranchName,
    branch: input.branchName,
    title: input.title,
    body: input.description,
    files,
    author: authorOf(context, config),
    taskId: task.id,
    after,
  });
  logger.info(
    `${reused ? 'Took up again' : 'Opened'} ${pullRequest.html_url} with ${
      files.length
    } files.`,
  );
  return {
    pullRequestUrl: pullRequest.html_url,
    pullRequestNumber: pullRequest.number,
    merged: isMerged,
  };
}
