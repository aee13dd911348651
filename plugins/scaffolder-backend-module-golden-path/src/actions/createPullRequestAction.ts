import { posix } from 'node:path';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { GiteaClients } from '../gitea/GiteaClients';
import { NewFile, openPullRequest } from '../gitea/pullRequests';
import { authorOf } from './author';
import { sourceDirectory } from './sourceDirectory';

async function newFiles(
  workspacePath: string,
  sourcePath: string | undefined,
  targetPath: string | undefined,
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

/** Proposes files of the workspace to a repository that exists. */
export function createPullRequestAction(options: {
  gitea: GiteaClients;
  config: Config;
}) {
  const { gitea, config } = options;
  return createTemplateAction({
    id: 'goreliable:gitea:pull-request',
    description:
      'Opens a pull request in Gitea that adds files of the workspace. Safe to repeat within a task; never overwrites a file.',
    examples: [
      {
        description: 'Propose a new service to the GitOps repository',
        example: stringify({
          steps: [
            {
              id: 'pull-request',
              action: 'goreliable:gitea:pull-request',
              name: 'Propose the service to GitOps',
              input: {
                repoUrl: 'git.example.org?owner=goreliable&repo=gitops',
                branchName: 'add-order-service-1a2b3c4d',
                title: 'Add order-service',
                description: 'Runs order-service in all environments.',
                sourcePath: 'gitops',
              },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z.string().describe('<host>?owner=<organisation>&repo=<name>'),
        branchName: z =>
          z
            .string()
            .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
            .describe("A branch that is this task's alone, without slashes"),
        title: z => z.string().describe('Title, and message of the commit'),
        description: z => z.string().describe('Text of the pull request'),
        sourcePath: z =>
          z
            .string()
            .describe('Folder of the workspace; the whole if left out')
            .optional(),
        targetPath: z =>
          z
            .string()
            .describe('Folder of the repository; its root if left out')
            .optional(),
        targetBranchName: z =>
          z
            .string()
            .describe(
              "Branch to merge into; the repository's default branch if left out",
            )
            .optional(),
      },
      output: {
        pullRequestUrl: z => z.string().describe('For people'),
        pullRequestNumber: z => z.number().describe('Its number'),
        merged: z => z.boolean().describe('Whether it is merged already'),
      },
    },
    async handler(context) {
      const { input, logger, workspacePath } = context;
      const { client, address, url } = gitea.forRepoUrl(input.repoUrl);
      const files = await newFiles(
        workspacePath,
        input.sourcePath,
        input.targetPath,
      );
      if (context.isDryRun) {
        const paths = files.map(file => file.path).join(', ');
        logger.info(`A real run would propose ${paths}.`);
        context.output(
          'pullRequestUrl',
          `${url}/${address.owner}/${address.repo}/pulls`,
        );
        context.output('pullRequestNumber', 0);
        context.output('merged', false);
        return;
      }
      const { pullRequest, reused } = await openPullRequest({
        client,
        address,
        base: input.targetBranchName,
        branch: input.branchName,
        title: input.title,
        body: input.description,
        files,
        author: authorOf(context, config),
        taskId: context.task.id,
      });
      logger.info(
        `${reused ? 'Took up again' : 'Opened'} ${pullRequest.html_url} with ${
          files.length
        } files.`,
      );
      context.output('pullRequestUrl', pullRequest.html_url);
      context.output('pullRequestNumber', pullRequest.number);
      context.output('merged', pullRequest.merged);
    },
  });
}
