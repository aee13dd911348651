import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { runAction } from '../__testUtils__/runAction';
import { createRenderer } from '../render/renderSkeletons';
import { createRenderAction } from './createRenderAction';

const templates = createMockDirectory();
const workspace = createMockDirectory();

const action = createRenderAction({
  render: createRenderer({
    reader: mockServices.urlReader.mock(),
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  }),
});

async function write(files: Record<string, string>) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(templates.resolve(path)), { recursive: true });
    await writeFile(templates.resolve(path), content);
  }
}

function render(skeletons: { url: string; targetPath: string }[]) {
  return runAction(
    action,
    { skeletons, values: { name: 'shop' } },
    {
      workspacePath: workspace.path,
      templateInfo: {
        entityRef: 'template:default/shop',
        baseUrl: `file://${templates.resolve('shop.yaml')}`,
      },
      createTemporaryDirectory: async () =>
        workspace.resolve(`../temporary-${Math.random()}`),
    },
  );
}

beforeEach(async () => {
  workspace.clear();
  await write({
    'common/${{ values.name }}.md.njk': '# ${{ values.name }}\n',
    'common/Makefile': '# common ${{ untouched }}\n',
    'special/Makefile': '# special\n',
    'gitops/services/${{ values.name }}/config.yaml.njk':
      'name: ${{ values.name }}\n',
  });
});

it('renders a later skeleton over an earlier one, and says which files there are', async () => {
  const { outputs, said } = await render([
    { url: './common', targetPath: 'repository' },
    { url: './special', targetPath: 'repository' },
    { url: './gitops', targetPath: 'gitops' },
  ]);
  expect(outputs).toEqual({ files: 3 });
  expect(said).toBe(
    [
      'Rendered 2 files into repository:',
      '  Makefile',
      '  shop.md',
      'Rendered 1 files into gitops:',
      '  services/shop/config.yaml',
    ].join('\n'),
  );
  const content = (path: string) =>
    readFile(join(workspace.path, path), 'utf8');
  expect(await content('repository/Makefile')).toBe('# special\n');
  expect(await content('repository/shop.md')).toBe('# shop\n');
  expect(await content('gitops/services/shop/config.yaml')).toBe(
    'name: shop\n',
  );
});

it('renders the contents of templates only, and may be repeated', async () => {
  const skeletons = [{ url: './common', targetPath: 'repository' }];
  await render(skeletons);
  await render(skeletons);
  expect(await readFile(workspace.resolve('repository/Makefile'), 'utf8')).toBe(
    '# common ${{ untouched }}\n',
  );
});

it.each(['../elsewhere', '/etc'])('does not read %s', async url => {
  await expect(render([{ url, targetPath: 'repository' }])).rejects.toThrow(
    /outside|No integration|not allowed/,
  );
});
