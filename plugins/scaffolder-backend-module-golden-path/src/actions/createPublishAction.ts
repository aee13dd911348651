import { Config } from '@backstage/config';
import {
  createTemplateAction,
  initRepoAndPush,
} from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { GiteaClients } from '../gitea/GiteaClients';
import { publishRepository } from '../gitea/publishRepository';
import { withTaskMark } from '../gitea/taskMark';
import { authorOf } from './author';
import { sourceDirectory } from './sourceDirectory';

const defaultBranch = 'main';

/**
 * Makes a repository of a folder of the workspace. Unlike `publish:gitea`, it
 * may be repeated: a task takes up again what it made itself, and only that.
 */
export function createPublishAction(options: {
  gitea: GiteaClients;
  config: Config;
  /** Whether repositories are private unless a step says otherwise. */
  privateByDefault: boolean;
}) {
  const { gitea, config, privateByDefault } = options;
  return createTemplateAction({
    id: 'goreliable:gitea:publish',
    description:
      'Publishes a folder of the workspace as a new repository of a Gitea organisation. Safe to repeat within a task.',
    examples: [
      {
        description: 'Publish what was rendered',
        example: stringify({
          steps: [
            {
              id: 'publish',
              action: 'goreliable:gitea:publish',
              name: 'Publish the repository',
              input: {
                repoUrl: 'git.example.org?owner=goreliable&repo=order-service',
                description: 'Takes orders and keeps them.',
                sourcePath: 'repository',
                topics: ['go-service'],
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
          z
            .string()
            .describe('<host>?owner=<organisation>&repo=<name>; must be new'),
        description: z => z.string().describe("The repository's description"),
        sourcePath: z =>
          z
            .string()
            .describe('Folder of the workspace; the whole if left out')
            .optional(),
        topics: z =>
          z.array(z.string()).describe("The repository's topics").optional(),
        commitMessage: z =>
          z.string().describe('Message of the first commit').optional(),
        private: z =>
          z
            .boolean()
            .describe(
              'Whether only members of the organisation see it; as goldenPath.gitea.private if left out',
            )
            .optional(),
      },
      output: {
        repositoryUrl: z => z.string().describe('For people'),
        remoteUrl: z => z.string().describe('For git'),
        repoContentsUrl: z =>
          z.string().describe('Root of its files, for other actions'),
        reused: z =>
          z.boolean().describe('Whether an earlier run had published it'),
      },
    },
    async handler(context) {
      const { input, logger } = context;
      const {
        client,
        address,
        config: integration,
        url,
      } = gitea.forRepoUrl(input.repoUrl);
      const repositoryUrl = `${url}/${address.owner}/${address.repo}`;
      const remoteUrl = `${repositoryUrl}.git`;
      context.output('repositoryUrl', repositoryUrl);
      context.output('remoteUrl', remoteUrl);
      context.output(
        'repoContentsUrl',
        `${repositoryUrl}/src/branch/${defaultBranch}/`,
      );
      if (context.isDryRun) {
        logger.info(`A real run would publish ${repositoryUrl}.`);
        context.output('reused', false);
        return;
      }
      const dir = sourceDirectory(context.workspacePath, input.sourcePath);
      const { username, password = '' } = integration;
      const { reused } = await publishRepository({
        client,
        address,
        taskId: context.task.id,
        description: input.description,
        topics: input.topics ?? [],
        defaultBranch,
        private: input.private ?? privateByDefault,
        push: async () => {
          await initRepoAndPush({
            dir,
            remoteUrl,
            // Gitea takes a token for a user's name when there is no password.
            auth: username
              ? { username, password }
              : { username: password, password: 'x-oauth-basic' },
            logger,
            defaultBranch,
            commitMessage: withTaskMark(
              input.commitMessage ?? 'Start from the golden path',
              context.task.id,
            ),
            gitAuthorInfo: authorOf(context, config),
          });
        },
      });
      logger.info(
        reused
          ? `${repositoryUrl} was published by an earlier run of this task.`
          : `Published ${repositoryUrl}.`,
      );
      context.output('reused', reused);
    },
  });
}
