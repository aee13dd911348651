import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { proposeFolder } from './proposeFolder';
import { publishedPlace, publishFolder, PublishOptions } from './publishFolder';

/**
 * Publishes a service and proposes it to GitOps at the same time. Nobody sees
 * the pull request before the repository that it speaks of is complete.
 */
export function createPublishServiceAction(options: PublishOptions) {
  return createTemplateAction({
    id: 'goreliable:golden-path:publish',
    description:
      'Publishes a folder of the workspace as a new repository and proposes another folder to the GitOps repository, in less time than one after the other. Safe to repeat within a task.',
    examples: [
      {
        description: 'Publish what was rendered, and propose to run it',
        example: stringify({
          steps: [
            {
              id: 'publish',
              action: 'goreliable:golden-path:publish',
              name: 'Publish the repository and propose it to GitOps',
              input: {
                repository: {
                  repoUrl:
                    'git.example.org?owner=goreliable&repo=order-service',
                  description: 'Takes orders and keeps them.',
                  sourcePath: 'repository',
                  topics: ['go-service'],
                },
                gitops: {
                  repoUrl: 'git.example.org?owner=goreliable&repo=gitops',
                  branchName: 'add-order-service-1a2b3c4d',
                  title: 'Add order-service',
                  description: 'Runs order-service in all environments.',
                  sourcePath: 'gitops',
                },
              },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        repository: z =>
          z
            .object({
              repoUrl: z.string(),
              description: z.string(),
              sourcePath: z.string(),
              topics: z.array(z.string()).optional(),
              commitMessage: z.string().optional(),
              private: z.boolean().optional(),
            })
            .describe('As for goreliable:gitea:publish'),
        gitops: z =>
          z
            .object({
              repoUrl: z.string(),
              branchName: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
              title: z.string(),
              description: z.string(),
              sourcePath: z.string(),
            })
            .describe('As for goreliable:gitea:pull-request'),
      },
      output: {
        repositoryUrl: z => z.string().describe('The repository, for people'),
        remoteUrl: z => z.string().describe('The repository, for git'),
        pullRequestUrl: z => z.string().describe('For people'),
        pullRequestNumber: z => z.number().describe('Its number'),
      },
    },
    async handler(context) {
      const { repository, gitops } = context.input;
      const place = publishedPlace(options.gitea, repository.repoUrl);
      context.output('repositoryUrl', place.repositoryUrl);
      context.output('remoteUrl', place.remoteUrl);
      if (context.isDryRun) {
        context.logger.info(`A real run would publish ${place.repositoryUrl}.`);
      }
      const published = context.isDryRun
        ? Promise.resolve()
        : publishFolder(context, repository, options);
      const proposed = proposeFolder(context, gitops, {
        ...options,
        after: published,
      });
      // Clean-up may begin when neither is under way any more.
      await Promise.allSettled([published, proposed]);
      await published;
      const { pullRequestUrl, pullRequestNumber } = await proposed;
      context.output('pullRequestUrl', pullRequestUrl);
      context.output('pullRequestNumber', pullRequestNumber);
    },
  });
}
