import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../testing/folders';
import { appSourceDigest } from './sourceDigest';

describe('appSourceDigest', () => {
  const root = temporaryFolder();

  function write(path: string, content: string) {
    const absolute = join(root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
  }

  function writePackage(folder: string, name: string, needs: string[]) {
    const dependencies = Object.fromEntries(
      needs.map(need => [need, 'workspace:^']),
    );
    write(`${folder}/package.json`, JSON.stringify({ name, dependencies }));
    write(`${folder}/src/index.ts`, name);
  }

  beforeAll(() => {
    ['package.json', 'yarn.lock', 'app-config.yaml'].forEach(path =>
      write(path, ''),
    );
    writePackage('packages/app', 'app', ['@x/plugin-a', 'react']);
    writePackage('packages/backend', 'backend', ['@x/plugin-a-backend']);
    writePackage('plugins/a', '@x/plugin-a', ['@x/plugin-a-common']);
    writePackage('plugins/a-common', '@x/plugin-a-common', []);
    writePackage('plugins/a-backend', '@x/plugin-a-backend', []);
  });

  it.each([
    'packages/app/src/new/file.tsx',
    'plugins/a/src/index.ts',
    'plugins/a-common/src/index.ts',
    'yarn.lock',
    'app-config.yaml',
  ])('changes with %s', path => {
    const before = appSourceDigest(root);
    write(path, `changed ${path}`);
    expect(appSourceDigest(root)).not.toBe(before);
  });

  it.each([
    'packages/backend/src/index.ts',
    'plugins/a-backend/src/index.ts',
    'plugins/a/src/a.test.tsx',
    'plugins/a/dist/index.js',
    'plugins/a/node_modules/b/index.js',
  ])('stays the same with %s', path => {
    const before = appSourceDigest(root);
    write(path, `changed ${path}`);
    expect(appSourceDigest(root)).toBe(before);
  });
});
