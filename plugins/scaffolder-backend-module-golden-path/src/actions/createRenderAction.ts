import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import {
  gitopsFolder,
  RenderSkeletons,
  repositoryFolder,
} from '../render/renderSkeletons';

const folders = [repositoryFolder, gitopsFolder] as const;

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Renders all that a golden path makes, and says which files that are. */
export function createRenderAction(options: { render: RenderSkeletons }) {
  return createTemplateAction({
    id: 'goreliable:golden-path:render',
    description:
      'Renders skeletons beside the template into the folders of a service: what a later one has takes the place of what an earlier one has. Only files that end in .njk have their contents rendered, names always are.',
    examples: [
      {
        description: 'Render a Go service and its deployment',
        example: stringify({
          steps: [
            {
              id: 'render',
              action: 'goreliable:golden-path:render',
              name: 'Render the service and its deployment',
              input: {
                skeletons: [
                  { url: './skeletons/go-common', targetPath: 'repository' },
                  { url: './skeletons/go-service', targetPath: 'repository' },
                  { url: './skeletons/gitops-service', targetPath: 'gitops' },
                ],
                values: '${{ steps.values.output.values }}',
              },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        skeletons: z =>
          z
            .array(
              z.object({
                url: z.string().describe('Folder beside the template'),
                targetPath: z.enum(folders).describe('Folder of the workspace'),
              }),
            )
            .min(1)
            .describe('What to render, in this order'),
        values: z =>
          z.record(z.any()).describe('As goreliable:golden-path:values gives'),
      },
      output: {
        files: z => z.number().describe('How many files there are now'),
      },
    },
    async handler(context) {
      const { skeletons, values } = context.input;
      await options.render(skeletons, values, context);
      const targets = new Set(skeletons.map(({ targetPath }) => targetPath));
      let count = 0;
      for (const folder of targets) {
        const files = await filesBelow(join(context.workspacePath, folder));
        count += files.length;
        context.logger.info(
          [`Rendered ${files.length} files into ${folder}:`, ...files].join(
            '\n  ',
          ),
        );
      }
      context.output('files', count);
    },
  });
}
