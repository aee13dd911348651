import { readdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { copyingPreparer } from './copiedDocuments';

const documents = createMockDirectory();
const temporary = createMockDirectory();

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'gateway',
    annotations: {
      'backstage.io/techdocs-ref': 'dir:.',
      'backstage.io/managed-by-location': `file:${documents.resolve(
        'catalog-info.yaml',
      )}`,
    },
  },
};

const preparer = copyingPreparer(
  mockServices.rootConfig({
    data: { backend: { workingDirectory: temporary.path } },
  }),
  { logger: mockServices.logger.mock(), reader: mockServices.urlReader.mock() },
);

/** What is in a folder and below. */
async function filesOf(folder: string) {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      path.relative(folder, path.join(entry.parentPath, entry.name)),
    )
    .sort();
}

describe('documents of a folder', () => {
  beforeEach(() => temporary.clear());

  it('are built from a copy, which is removed', async () => {
    documents.setContent({
      'mkdocs.yml': 'site_name: Gateway\n',
      docs: { 'index.md': '# Gateway', images: { 'a.svg': '<svg/>' } },
      node_modules: { a: { 'index.js': '' } },
    });
    const { preparedDir } = await preparer.prepare(entity);
    expect(path.dirname(preparedDir)).toBe(temporary.path);
    expect(await filesOf(preparedDir)).toEqual([
      'docs/images/a.svg',
      'docs/index.md',
      'mkdocs.yml',
    ]);
    expect(preparer.shouldCleanPreparedDirectory()).toBe(true);
  });

  it('may lie where their settings say, and have settings of unknown kinds', async () => {
    documents.setContent({
      'mkdocs.yaml':
        'docs_dir: pages\nmarkdown_extensions: [!!python/name:a.b ""]\n',
      'mkdocs.yml': 'docs_dir: docs\n',
      docs: { 'index.md': 'no' },
      pages: { 'index.md': 'yes' },
    });
    const { preparedDir } = await preparer.prepare(entity);
    expect(await filesOf(preparedDir)).toEqual([
      'mkdocs.yaml',
      'pages/index.md',
    ]);
  });

  it('may have no settings', async () => {
    documents.setContent({ docs: { 'index.md': '# Gateway' } });
    const { preparedDir } = await preparer.prepare(entity);
    expect(await filesOf(preparedDir)).toEqual(['docs/index.md']);
  });

  it('may be missing, which is for TechDocs to say', async () => {
    documents.setContent({ 'mkdocs.yml': 'docs_dir: ../elsewhere\n' });
    const { preparedDir } = await preparer.prepare(entity);
    expect(await filesOf(preparedDir)).toEqual(['mkdocs.yml']);
  });

  it('may link to what lies beside them, and not further', async () => {
    documents.setContent({
      'README.md': 'beside',
      docs: { 'one.md': '' },
    });
    await symlink('../README.md', documents.resolve('docs/index.md'));
    const { preparedDir } = await preparer.prepare(entity);
    expect(
      await readFile(path.join(preparedDir, 'docs/index.md'), 'utf8'),
    ).toBe('beside');

    temporary.clear();
    await symlink('gone.md', documents.resolve('docs/two.md'));
    await expect(preparer.prepare(entity)).rejects.toThrow('ENOENT');
    await rm(documents.resolve('docs/two.md'));
    await symlink('/etc/passwd', documents.resolve('docs/people.md'));
    await expect(preparer.prepare(entity)).rejects.toThrow('leads out of');
    expect(await readdir(temporary.path)).toEqual([]);
  });
});
