import { AuthService, UserInfoService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { serviceNameProblem } from '@goreliable/plugin-golden-path-common';
import { stringify } from 'yaml';
import { NameService } from '../service/NameService';

/**
 * Refuses a name that is malformed or taken, and an owner that the person who
 * asks does not belong to, before anything is made.
 */
export function createNameCheckAction(options: {
  names: NameService;
  auth: AuthService;
  userInfo: UserInfoService;
}) {
  const { names, auth, userInfo } = options;
  return createTemplateAction({
    id: 'goreliable:name:check',
    description:
      'Checks that a service name is well-formed and free in the catalog, in Git and in the GitOps repository, and that the owner is a team of the person who asks.',
    examples: [
      {
        description: 'Check a name before anything is made',
        example: stringify({
          steps: [
            {
              id: 'check',
              action: 'goreliable:name:check',
              name: 'Check that the name is free',
              input: {
                name: '${{ parameters.name }}',
                owner: '${{ parameters.owner }}',
              },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('The name of the new service'),
        owner: z =>
          z
            .string()
            .describe('Entity reference of the team that is to own it')
            .optional(),
      },
      output: {
        name: z => z.string().describe('The name, now known to be free'),
      },
    },
    async handler(context) {
      const { name, owner } = context.input;
      const problem = serviceNameProblem(name);
      if (problem) {
        throw new InputError(problem);
      }
      const credentials = await context.getInitiatorCredentials();
      if (owner && auth.isPrincipal(credentials, 'user')) {
        const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
        if (!ownershipEntityRefs.includes(owner)) {
          throw new NotAllowedError(
            `You are not a member of ${owner}. Choose one of your own teams as owner.`,
          );
        }
      }
      if (context.isDryRun) {
        context.logger.info(
          `A real run would refuse ${name} if it is taken; nobody was asked.`,
        );
      } else {
        const answer = await names.availability(name, {
          credentials,
          taskId: context.task.id,
        });
        if (!answer.available) {
          throw new ConflictError(
            `${answer.message} ${answer.href ?? ''}`.trim(),
          );
        }
        context.logger.info(`The name ${name} is free.`);
      }
      context.output('name', name);
    },
  });
}
