import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { proposeFolder, ProposeOptions } from './proposeFolder';

/** Proposes files of the workspace to a repository that exists. */
export function createPullRequestAction(options: ProposeOptions) {
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
      const proposed = await proposeFolder(context, context.input, options);
      context.output('pullRequestUrl', proposed.pullRequestUrl);
      context.output('pullRequestNumber', proposed.pullRequestNumber);
      context.output('merged', proposed.merged);
    },
  });
}
