import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  goldenPathNames,
  goldenPathValues,
} from '@goreliable/plugin-golden-path-common';
import { stringify } from 'yaml';
import { GoldenPathConfig } from '../config';
import { withInputErrors } from '../inputErrors';
import { gitopsBranch } from '../service/NameService';

/** Derives from the form's answers all that the later steps need to know. */
export function createValuesAction(options: { config: GoldenPathConfig }) {
  const { config } = options;
  const repoUrl = (repo: string) => {
    const query = new URLSearchParams({ owner: config.organisation, repo });
    return `${config.gitea.host}?${query}`;
  };
  return createTemplateAction({
    id: 'goreliable:golden-path:values',
    description:
      "Derives a golden path's values (names of types and tables, module path, ports, addresses) from the answers of its form.",
    examples: [
      {
        description: 'Derive the values of a Go service',
        example: stringify({
          steps: [
            {
              id: 'values',
              action: 'goreliable:golden-path:values',
              name: 'Work out names and addresses',
              input: {
                template: 'go-service',
                version: '1.0.0',
                parameters: '${{ parameters }}',
              },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        template: z => z.enum(goldenPathNames).describe('The golden path'),
        version: z => z.string().describe("The template's own version"),
        parameters: z =>
          z.record(z.any()).describe('The answers as the form gave them'),
      },
      output: {
        values: z => z.record(z.any()).describe('For fetch:template'),
        entityRef: z => z.string().describe('The service in the catalog'),
        repoUrl: z => z.string().describe('The new repository, for actions'),
        repositoryUrl: z =>
          z.string().describe('The new repository, for people'),
        catalogInfoUrl: z =>
          z.string().describe('Its catalog-info.yaml, for the catalog'),
        gitopsRepoUrl: z =>
          z.string().describe('The GitOps repository, for actions'),
        gitopsBranch: z =>
          z.string().describe("A branch of it that is this task's alone"),
      },
    },
    async handler(context) {
      const { template, version, parameters } = context.input;
      const values = withInputErrors(() =>
        goldenPathValues({ template, version, parameters }, config.settings),
      );
      const { name, repositoryUrl } = values;
      // The renderer takes plain JSON, without keys that are undefined.
      context.output('values', JSON.parse(JSON.stringify(values)));
      context.output('entityRef', `component:default/${name}`);
      context.output('repoUrl', repoUrl(name));
      context.output('repositoryUrl', repositoryUrl);
      context.output(
        'catalogInfoUrl',
        `${repositoryUrl}/src/branch/main/catalog-info.yaml`,
      );
      context.output('gitopsRepoUrl', repoUrl(config.gitopsRepository));
      context.output('gitopsBranch', gitopsBranch(name, context.task.id));
    },
  });
}
