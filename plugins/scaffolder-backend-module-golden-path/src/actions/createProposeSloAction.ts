import { Config } from '@backstage/config';
import { InputError, ResponseError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  anySliPlugin,
  parseSpecs,
  ProposalRequest,
  putSpec,
  SloProposal,
} from '@goreliable/plugin-slo-common';
import { stringify } from 'yaml';
import { CodeRepositories } from '../codeHosts/CodeRepositories';
import { CodeRepository, OpenedProposal } from '../codeHosts/types';
import { SloProposals } from '../service/SloProposals';
import { authorOf } from './author';

/** The file as it is and as it will be. */
async function edit(
  repository: CodeRepository,
  { target, spec, slo }: SloProposal,
  replaces: string | undefined,
) {
  const present = await repository.read(target.path);
  const { branch = present.base } = target;
  if (![present.base, 'HEAD'].includes(branch)) {
    throw new InputError(
      `The catalog has ${target.path} on the branch ${branch}, and pull requests go into ${present.base}: name the file there, or put the text into it by hand.`,
    );
  }
  const { specs } = parseSpecs(spec, { sliPlugins: anySliPlugin });
  const [wanted] = specs.filter(
    ({ service, name }) => service === slo.service && name === slo.name,
  );
  const put = putSpec(present.text, wanted, { replaces });
  if (put.kind === 'refused') {
    throw new InputError(`${target.path}: ${put.reason}.`);
  }
  return { present, ...put };
}

/** What the SLO backend says, rather than that it has said something. */
function explained(error: unknown): unknown {
  return error instanceof ResponseError
    ? new InputError(error.cause.message, error)
    : error;
}

/** Opens a pull request for a new or changed SLO in the repository of its service. */
export function createProposeSloAction(options: {
  repositories: Pick<CodeRepositories, 'forRepoUrl'>;
  config: Config;
  proposals: Pick<SloProposals, 'prepare'>;
}) {
  const { repositories, config, proposals } = options;
  return createTemplateAction({
    id: 'goreliable:slo:propose',
    description:
      'Opens a pull request in Gitea or GitHub, or a merge request in GitLab, that puts an SLO into the spec file of its service. Other SLOs and comments of the file stay as they are. Safe to repeat within a task.',
    examples: [
      {
        description: 'Propose an SLO',
        example: stringify({
          steps: [
            {
              id: 'propose',
              action: 'goreliable:slo:propose',
              name: 'Open the pull request',
              input: { spec: '${{ parameters.spec }}' },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        spec: z => z.string().describe('YAML of one SLO, as Sloth or OpenSLO'),
        service: z => z.string().describe('Of the SLO').optional(),
        name: z => z.string().describe('Of the SLO').optional(),
        replaces: z =>
          z
            .string()
            .describe('Its name so far, if it has a new one')
            .optional(),
        source: z =>
          z.string().describe('The Prometheus that it is tried on').optional(),
        reason: z => z.string().describe('Why it is proposed').optional(),
      },
      output: {
        pullRequestUrl: z => z.string().describe('For people'),
        pullRequestNumber: z => z.number().describe('Its number'),
        entityRef: z => z.string().describe('What the SLO belongs to'),
        path: z => z.string().describe('Of the file in its repository'),
        title: z => z.string().describe('Of the pull request'),
      },
    },
    async handler(context) {
      const { logger } = context;
      const { service, name, ...rest } = context.input;
      const request: ProposalRequest = {
        ...definedOf(rest),
        spec: rest.spec,
        ...(service && name && { slo: { service, name } }),
      };
      logger.info('Trying the objective on the past …');
      let proposal: SloProposal;
      try {
        proposal = await proposals.prepare(
          request,
          await context.getInitiatorCredentials(),
          context.signal,
        );
      } catch (error) {
        throw explained(error);
      }
      const { target } = proposal;
      const repository = await repositories.forRepoUrl(target.repoUrl);
      const edited = await edit(repository, proposal, rest.replaces);
      const own = {
        present: edited.present,
        branch: branchFor(proposal.slo.name, context.task.id),
        taskId: context.task.id,
      };
      context.output('entityRef', target.entityRef);
      context.output('path', target.path);
      context.output('title', proposal.title);
      const done = (opened: OpenedProposal) => {
        logger.info(
          `${opened.reused ? 'Took up again' : 'Opened'} ${opened.url}.`,
        );
        context.output('pullRequestUrl', opened.url);
        context.output('pullRequestNumber', opened.number);
      };
      if (edited.change === 'unchanged') {
        // By this very task, if it was cut off and its pull request merged meanwhile.
        const merged = await repository.merged(own);
        if (!merged) {
          throw new InputError(
            `${target.path} says all of this already, so there is nothing to propose.`,
          );
        }
        done(merged);
        return;
      }
      logger.info(`${target.path} is changed: the SLO is ${edited.change}.`);
      if (context.isDryRun) {
        context.output('pullRequestUrl', repository.proposalsUrl);
        context.output('pullRequestNumber', 0);
        return;
      }
      done(
        await repository.propose({
          ...own,
          text: edited.text,
          title: proposal.title,
          body: proposal.description,
          author: authorOf(context, config),
        }),
      );
    },
  });
}

/** A branch that is the task's alone. */
function branchFor(name: string, taskId: string): string {
  return `slo-${name}-${taskId.slice(0, 8)}`;
}

/** Only what was said: an absent parameter of a template is an empty one. */
function definedOf<T extends Record<string, unknown>>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  ) as Partial<T>;
}
