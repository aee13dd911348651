import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { unregisterLocation } from '../catalog/registerLocation';
import { GiteaClients } from '../gitea/GiteaClients';
import { RemovalResult, removeRepository } from '../gitea/publishRepository';
import {
  WithdrawalResult,
  withdrawPullRequest,
} from '../gitea/withdrawPullRequest';

const withdrawalWords: Record<WithdrawalResult, string> = {
  withdrawn: 'Removed: the pull request is closed and its branch is gone.',
  merged:
    'Kept: the pull request is merged, so the service is part of the platform. Repeat the task to finish what is missing.',
  absent: 'Nothing to remove: there is no pull request of this task.',
  foreign: 'Kept: the branch was not made by this task.',
};

/** Takes back the pull request of a task that failed. */
export function createWithdrawPullRequestAction(options: {
  gitea: GiteaClients;
}) {
  return createTemplateAction({
    id: 'goreliable:gitea:withdraw-pull-request',
    description:
      'Closes the pull request that this task opened and deletes its branch, unless it is merged. For clean-up after a failure.',
    examples: [
      {
        description: 'Take back a pull request after a failure',
        example: stringify({
          steps: [
            {
              id: 'withdraw',
              action: 'goreliable:gitea:withdraw-pull-request',
              name: 'Clean up: take back the pull request',
              if: '${{ failure() }}',
              input: {
                repoUrl: 'git.example.org?owner=goreliable&repo=gitops',
                branchName: 'add-order-service-1a2b3c4d',
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
        branchName: z => z.string().describe('The branch of the pull request'),
      },
      output: {
        result: z =>
          z
            .enum(['withdrawn', 'merged', 'absent', 'foreign'])
            .describe('What became of it'),
        mayRemoveRepository: z =>
          z
            .boolean()
            .describe('False once the service is part of the platform'),
      },
    },
    async handler(context) {
      const { client, address } = options.gitea.forRepoUrl(
        context.input.repoUrl,
      );
      const result = context.isDryRun
        ? 'absent'
        : await withdrawPullRequest({
            client,
            address,
            branch: context.input.branchName,
            taskId: context.task.id,
          });
      context.logger.info(withdrawalWords[result]);
      context.output('result', result);
      context.output('mayRemoveRepository', result !== 'merged');
    },
  });
}

function removalWords(result: RemovalResult, repository: string): string {
  switch (result) {
    case 'removed':
      return `Removed: the repository ${repository} that this task had made.`;
    case 'absent':
      return `Nothing to remove: there is no repository ${repository}.`;
    case 'foreign':
      return `Kept: the repository ${repository} was not made by this task.`;
    case 'changed':
      return `Kept: somebody has pushed to ${repository} since this task made it.`;
    default:
      throw new TypeError(`Unknown result ${result satisfies never}`);
  }
}

/**
 * Removes the repository of a task that failed, and only that; with it what the catalog
 * would read there.
 */
export function createDeleteRepositoryAction(options: {
  gitea: GiteaClients;
  catalog: CatalogService;
  auth: AuthService;
}) {
  return createTemplateAction({
    id: 'goreliable:gitea:delete-repository',
    description:
      'Deletes a repository if this task made it and nobody has pushed to it since, and takes its entry out of the catalog. For clean-up after a failure.',
    examples: [
      {
        description: 'Remove a repository after a failure',
        example: stringify({
          steps: [
            {
              id: 'remove',
              action: 'goreliable:gitea:delete-repository',
              name: 'Clean up: remove the repository',
              if: '${{ failure() }}',
              input: {
                repoUrl: 'git.example.org?owner=goreliable&repo=order-service',
                catalogInfoUrl:
                  'https://git.example.org/goreliable/order-service/src/branch/main/catalog-info.yaml',
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
        catalogInfoUrl: z =>
          z
            .string()
            .describe('A file of it that may have been registered')
            .optional(),
      },
      output: {
        result: z =>
          z
            .enum(['removed', 'absent', 'foreign', 'changed'])
            .describe('What became of it'),
      },
    },
    async handler(context) {
      const { client, address } = options.gitea.forRepoUrl(
        context.input.repoUrl,
      );
      const result = context.isDryRun
        ? 'absent'
        : await removeRepository(client, address, context.task.id);
      context.logger.info(
        removalWords(result, `${address.owner}/${address.repo}`),
      );
      context.output('result', result);
      const target = context.input.catalogInfoUrl;
      const isGone = result === 'removed' || result === 'absent';
      if (target && isGone && !context.isDryRun) {
        // Who may create a service need not be allowed to take others' out of the catalog.
        const credentials = await options.auth.getOwnServiceCredentials();
        const { catalog } = options;
        if (await unregisterLocation({ catalog, target, credentials })) {
          context.logger.info(`Removed: ${target} from the catalog.`);
        }
      }
    },
  });
}
