import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from '../testing/folders';
import { desiredServices } from './gitOps';

const checkout = temporaryFolder();

const config = (name: string, over: object = {}) => ({
  name,
  owner: 'a-team',
  source: {
    repository: `http://localhost:7020/goreliable/${name}.git`,
    path: 'chart',
  },
  environments: [{ name: 'dev' }, { name: 'prod', revision: 'main' }],
  ...over,
});

function write(name: string, content: unknown): void {
  const folder = join(checkout, 'services', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'config.yaml'),
    typeof content === 'string' ? content : stringify(content),
  );
}

describe('desiredServices', () => {
  it('wants nothing of an empty repository', () => {
    expect(desiredServices(checkout)).toEqual({ valid: [], invalid: [] });
  });

  it('tells good from bad ones, and why', () => {
    write('beta', config('beta'));
    write('alpha', config('alpha'));
    write(
      'elsewhere',
      config('elsewhere', { environments: [{ name: 'dev' }] }),
    );
    write('Bad_Name', config('Bad_Name'));
    write('other-name', config('another'));
    write('no-yaml', '{');
    write(
      'other-repo',
      config('other-repo', { source: { repository: 'http://x/y/z.git' } }),
    );
    write(
      'bad-path',
      config('bad-path', {
        source: { repository: 'http://x/y/bad-path', path: '../..' },
      }),
    );
    mkdirSync(join(checkout, 'services', 'empty'));
    const { valid, invalid } = desiredServices(checkout);
    expect(valid.map(({ name }) => name)).toEqual(['alpha', 'beta']);
    expect(valid[0]).toMatchObject({
      chartPath: 'chart',
      folder: join(checkout, 'services', 'alpha'),
    });
    const problems = Object.fromEntries(
      invalid.map(({ name, problem }) => [name, problem]),
    );
    expect(problems).toEqual({
      Bad_Name: expect.stringContaining('no name for a service'),
      'other-name': expect.stringContaining("is about 'another'"),
      'no-yaml': expect.stringContaining('is no YAML'),
      'other-repo': expect.stringContaining('name must be other-repo'),
      'bad-path': expect.stringContaining('must be a folder'),
      empty: expect.stringContaining('config.yaml is missing'),
    });
  });
});
