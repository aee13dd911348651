import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { registerLocation } from '../catalog/registerLocation';
import { proposeFolder } from './proposeFolder';
import { publishedPlace, publishFolder, PublishOptions } from './publishFolder';

/**
 * Publishes a service, proposes it to GitOps and registers it in the catalog, all at the
 * same time as far as one does not need the other: nobody sees the pull request, nor the
 * catalog the entity, before the repository that they speak of can be read.
 */
export function createPublishServiceAction(
  options: PublishOptions & { catalog: CatalogService },
) {
  return createTemplateAction({
    id: 'goreliable:golden-path:publish',
    description:
      'Publishes a folder of the workspace as a new repository, proposes another folder to the GitOps repository and registers the service in the catalog, in less time than one after the other. Safe to repeat within a task.',
    examples: [
      {
        description: 'Publish what was rendered, propose to run it and list it',
        example: stringify({
          steps: [
            {
              id: 'publish',
              action: 'goreliable:golden-path:publish',
              name: 'Publish it, propose it to GitOps and register it',
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
                registration: {
                  catalogInfoUrl:
                    'https://git.example.org/goreliable/order-service/src/branch/main/catalog-info.yaml',
                  entityRef: 'component:default/order-service',
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
        registration: z =>
          z
            .object({ catalogInfoUrl: z.string(), entityRef: z.string() })
            .describe('As for goreliable:catalog:register'),
      },
      output: {
        repositoryUrl: z => z.string().describe('The repository, for people'),
        remoteUrl: z => z.string().describe('The repository, for git'),
        pullRequestUrl: z => z.string().describe('For people'),
        pullRequestNumber: z => z.number().describe('Its number'),
        visible: z => z.boolean().describe('Whether the catalog shows it yet'),
      },
    },
    async handler(context) {
      const { repository, gitops, registration } = context.input;
      const place = publishedPlace(options.gitea, repository.repoUrl);
      context.output('repositoryUrl', place.repositoryUrl);
      context.output('remoteUrl', place.remoteUrl);
      if (context.isDryRun) {
        context.logger.info(
          `A real run would publish ${place.repositoryUrl} and register ${registration.catalogInfoUrl}.`,
        );
        const proposed = await proposeFolder(context, gitops, options);
        context.output('pullRequestUrl', proposed.pullRequestUrl);
        context.output('pullRequestNumber', proposed.pullRequestNumber);
        context.output('visible', false);
        return;
      }
      const credentials = await context.getInitiatorCredentials();
      let onReadable = () => {};
      const content = new Promise<void>(resolve => {
        onReadable = resolve;
      });
      const published = publishFolder(context, repository, {
        ...options,
        onReadable,
      });
      const readable = Promise.race([content, published]);
      const proposed = proposeFolder(context, gitops, {
        ...options,
        after: readable,
      });
      const registered = readable.then(() =>
        registerLocation({
          catalog: options.catalog,
          target: registration.catalogInfoUrl,
          entityRef: registration.entityRef,
          credentials,
          logger: context.logger,
          signal: context.signal,
        }),
      );
      // Clean-up may begin when none of them is under way any more.
      await Promise.allSettled([published, proposed, registered]);
      await published;
      const { pullRequestUrl, pullRequestNumber } = await proposed;
      context.output('pullRequestUrl', pullRequestUrl);
      context.output('pullRequestNumber', pullRequestNumber);
      context.output('visible', (await registered).visible);
    },
  });
}
