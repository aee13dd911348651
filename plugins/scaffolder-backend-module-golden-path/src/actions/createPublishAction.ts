import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { publishedPlace, publishFolder, PublishOptions } from './publishFolder';

/**
 * Makes a repository of a folder of the workspace. Unlike `publish:gitea`, it
 * may be repeated: a task takes up again what it made itself, and only that.
 */
export function createPublishAction(options: PublishOptions) {
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
      const { repoUrl } = context.input;
      const place = publishedPlace(options.gitea, repoUrl);
      context.output('repositoryUrl', place.repositoryUrl);
      context.output('remoteUrl', place.remoteUrl);
      context.output('repoContentsUrl', place.repoContentsUrl);
      if (context.isDryRun) {
        context.logger.info(`A real run would publish ${place.repositoryUrl}.`);
        context.output('reused', false);
        return;
      }
      const { reused } = await publishFolder(context, context.input, options);
      context.output('reused', reused);
    },
  });
}
