import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { schemaSources } from './schemaSources';

describe('schemaSources', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'schema-sources-test-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(path: string, text = path) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function writeCheckout() {
    write('yarn.lock');
    write('packages/app/package.json');
    write('plugins/slo/package.json');
  }

  it.each([
    'yarn.lock',
    'packages/app/package.json',
    'packages/app/config.d.ts',
    'plugins/new/package.json',
  ])('changes with %s', path => {
    writeCheckout();
    const before = schemaSources(root);
    write(path, 'changed');
    expect(schemaSources(root)).not.toEqual(before);
  });

  it('stays the same with other files', () => {
    writeCheckout();
    const before = schemaSources(root);
    write('plugins/slo/src/index.ts');
    expect(schemaSources(root)).toEqual(before);
  });

  it('is unknown outside of a checkout', () => {
    write('yarn.lock');
    write('packages/backend/package.json');
    expect(schemaSources(root)).toBeUndefined();
  });
});
