import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/folders';
import { mergeValues, readServiceValues } from './serviceValues';

const folder = temporaryFolder();

function write(path: string, content: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const read = () =>
  readServiceValues(join(folder, 'chart'), join(folder, 'gitops'));

describe('mergeValues', () => {
  it('merges mappings and replaces everything else', () => {
    expect(
      mergeValues(
        { a: { b: 1, c: [1, 2] }, d: 1 },
        { a: { c: [3] } },
        { d: { e: 2 } },
      ),
    ).toEqual({ a: { b: 1, c: [3] }, d: { e: 2 } });
  });
});

describe('readServiceValues', () => {
  it('lets GitOps have the last word', () => {
    write('chart/values.yaml', 'logLevel: info\nconfig: {A: 1, B: two}\n');
    write('chart/values-prod.yaml', 'environment: production\n');
    write('chart/values-dev.yaml', 'environment: development\n');
    write('gitops/values-prod.yaml', 'config: {A: 2}\nimage: {tag: "1"}\n');
    expect(read()).toEqual({
      environment: 'production',
      logLevel: 'info',
      http: { enabled: true },
      config: { A: 2, B: 'two' },
      secretEnvironment: {},
      shutdown: { timeoutSeconds: 20 },
    });
  });

  it('names the value that is wrong', () => {
    write('gitops/values-prod.yaml', 'config: {A: [1]}\n');
    expect(read).toThrow(/values of gitops are not valid.*config\.A/);
  });

  it('names the file that is none', () => {
    write('gitops/values-prod.yaml', '- a\n');
    expect(read).toThrow(/values-prod\.yaml is not a mapping/);
  });
});
