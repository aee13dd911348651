import { mkdtemp, rm } from 'node:fs/promises';
import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { GoldenPathValues } from '@goreliable/plugin-golden-path-common';
import { z } from 'zod';

/** Where a golden path's template puts the files of the service's own repository. */
export const repositoryFolder = 'repository';

/** Where a golden path's template puts the files for the GitOps repository. */
export const gitopsFolder = 'gitops';

/** How every golden path's steps take the values that were derived once. */
const derivedValues = '${{ steps.values.output.values }}';

const fetchInputSchema = z.strictObject({
  url: z.string(),
  targetPath: z.enum([repositoryFolder, gitopsFolder]),
  templateFileExtension: z.literal('.njk'),
  replace: z.boolean().optional(),
  values: z.literal(derivedValues),
});

const valuesInputSchema = z.looseObject({ version: z.string() });

/** The part of a template that says what is rendered, of one golden path. */
export interface RenderPlan {
  /** The template's own version. */
  readonly version: string;
  /** What its `fetch:template` steps are given, in their order. */
  readonly fetches: readonly z.output<typeof fetchInputSchema>[];
}

/**
 * Reads what a template renders, so that previews and tests need not run the
 * steps around it.
 *
 * @throws InputError if the template does more than this module can repeat
 */
export function renderPlan(template: TemplateEntityV1beta3): RenderPlan {
  const problem = (message: string) =>
    new InputError(`The template ${template.metadata.name} ${message}`);
  const values = template.spec.steps.find(
    step => step.action === 'goreliable:golden-path:values',
  );
  const version = valuesInputSchema.safeParse(values?.input);
  if (!version.success) {
    throw problem('has no step goreliable:golden-path:values with a version');
  }
  const fetches = template.spec.steps
    .filter(step => step.action === 'fetch:template')
    .map(step => {
      const input = fetchInputSchema.safeParse(step.input);
      if (!input.success || step.if !== undefined || step.each !== undefined) {
        throw problem(
          `cannot be rendered apart from a task: its step '${step.id}' must always run, take all values and render .njk into ${repositoryFolder} or ${gitopsFolder}`,
        );
      }
      return input.data;
    });
  if (fetches.length === 0) {
    throw problem('renders nothing');
  }
  return { version: version.data.version, fetches };
}

/**
 * Renders a plan into a folder with the scaffolder's own `fetch:template`, so
 * that what is shown, checked and created is the same.
 *
 * @param options.baseUrl - where the template is: `file://` and a path as it
 *   is (not percent-encoded, as the scaffolder does it), or an address that
 *   `reader` knows
 */
export async function renderSteps(options: {
  plan: RenderPlan;
  values: GoldenPathValues;
  baseUrl: string;
  workspacePath: string;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
  logger: LoggerService;
}): Promise<void> {
  const { plan, values, baseUrl, workspacePath, logger } = options;
  const action = createFetchTemplateAction(options);
  for (const fetch of plan.fetches) {
    const temporary: string[] = [];
    const context: Pick<
      ActionContext<any, any>,
      | 'input'
      | 'logger'
      | 'workspacePath'
      | 'templateInfo'
      | 'createTemporaryDirectory'
    > = {
      input: { ...fetch, values },
      logger,
      workspacePath,
      templateInfo: { entityRef: 'template:default/golden-path', baseUrl },
      createTemporaryDirectory: async () => {
        const folder = await mkdtemp(`${workspacePath}-`);
        temporary.push(folder);
        return folder;
      },
    };
    try {
      // The action uses no other part of its context.
      await action.handler(context as ActionContext<any, any>);
    } finally {
      await Promise.all(
        temporary.map(folder => rm(folder, { recursive: true, force: true })),
      );
    }
  }
}
