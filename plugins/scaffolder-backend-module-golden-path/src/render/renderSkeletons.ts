import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';

/** Where a golden path's template puts the files of the service's own repository. */
export const repositoryFolder = 'repository';

/** Where a golden path's template puts the files for the GitOps repository. */
export const gitopsFolder = 'gitops';

/** A folder to render, and the folder of the workspace to render it into. */
export interface Skeleton {
  /** Relative to the template. */
  readonly url: string;
  readonly targetPath: typeof repositoryFolder | typeof gitopsFolder;
}

// The action says a line for each file, and a task keeps each line in the
// database: two hundred lines that say nothing which a list of files does not.
const silent: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

/** What of an action's context is needed to render. */
export type RenderContext = Pick<
  ActionContext<any, any>,
  'workspacePath' | 'templateInfo' | 'createTemporaryDirectory'
>;

/** Renders skeletons, a later one over the files of an earlier one. */
export type RenderSkeletons = (
  skeletons: readonly Skeleton[],
  values: Readonly<Record<string, unknown>>,
  context: RenderContext,
) => Promise<void>;

/**
 * The renderer that tasks, previews and checks share: the scaffolder's own
 * `fetch:template`, so that what is shown, checked and created is the same.
 *
 * @param options.reader - reads templates that are not on this disk
 */
export function createRenderer(options: {
  reader: UrlReaderService;
  integrations: ScmIntegrations;
}): RenderSkeletons {
  const action = createFetchTemplateAction(options);
  return async (skeletons, values, context) => {
    for (const skeleton of skeletons) {
      // The action uses no other part of its context.
      const ofSkeleton = {
        ...context,
        input: {
          ...skeleton,
          values,
          templateFileExtension: '.njk',
          replace: true,
        },
        logger: silent,
      };
      await action.handler(ofSkeleton as unknown as ActionContext<any, any>);
    }
  };
}
