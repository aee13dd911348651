import { resolve } from 'node:path';
import { goldenPathNames } from '@goreliable/plugin-golden-path-common';
import { renderGoldenPath } from '@goreliable/plugin-scaffolder-backend-module-golden-path';
import { z } from 'zod';
import { readAnswers } from '../platform/labServices';
import { temporaryFolder } from '../testing/folders';
import { applyEdits } from './applyEdits';
import { scenarios } from './scenarios';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../../..');
const folder = temporaryFolder();

describe('each scenario of the lab', () => {
  it.each(scenarios.map(scenario => [scenario.name, scenario] as const))(
    'fits its service as it is rendered: %s',
    async (name, { commit }) => {
      const targetDir = resolve(folder, name);
      const { template, values } = readAnswers({ root }, commit.repository);
      await renderGoldenPath({
        templatesDir: resolve(root, 'templates'),
        template: z.enum(goldenPathNames).parse(template),
        values,
        targetDir,
        settings: { organisationUrl: 'http://localhost:7020/goreliable' },
      });
      expect(() => applyEdits(targetDir, commit.edits)).not.toThrow();
    },
  );
});
