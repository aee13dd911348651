import {
  existsSync,
  mkdirSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/folders';
import { Builder } from './Builder';

// A compiler takes its time on a busy machine.
jest.setTimeout(240_000);

const folder = temporaryFolder();
const checkout = join(folder, 'checkout');
const builder = new Builder({ cacheDir: join(folder, 'cache') });

function program(text: string): void {
  for (const path of ['cmd/sample', 'internal/platform/metrics']) {
    mkdirSync(join(checkout, path), { recursive: true });
  }
  const files = {
    'go.mod': 'module example.org/sample\n\ngo 1.24\n',
    'routes.yaml': 'routes: []\n',
    'internal/platform/metrics/build.go':
      'package metrics\n\nvar Version, Commit string\n',
    'cmd/sample/main.go': text,
  };
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(checkout, path), content);
  }
}

const sample = `package main

import "example.org/sample/internal/platform/metrics"

func main() { print(metrics.Version + " " + metrics.Commit) }
`;

describe('Builder', () => {
  it('stamps what it compiles, and puts beside it what it reads', async () => {
    program(sample);
    const build = await builder.build('sample', checkout, 'c1', '1.2.3');
    const said = execFileSync('/bin/sh', ['-c', '"$0" 2>&1', build.binary], {
      encoding: 'utf8',
    });
    expect(said).toBe('1.2.3 c1');
    expect(existsSync(join(build.folder, 'routes.yaml'))).toBe(true);
  });

  it('compiles a commit once', async () => {
    program('broken');
    const build = await builder.build('sample', checkout, 'c1', '1.2.3');
    expect(existsSync(build.binary)).toBe(true);
  });

  it('says what the compiler says, and leaves nothing that looks done', async () => {
    program(sample.replace('print(', 'print(missing, '));
    await expect(
      builder.build('sample', checkout, 'c2', '1.2.4'),
    ).rejects.toThrow(/^go build failed:\n[^]*undefined: missing/);
    expect(existsSync(join(folder, 'cache/services/sample/c2'))).toBe(false);
  });

  it('keeps the builds that were used last', async () => {
    const builds = join(folder, 'cache/services/sample');
    for (let age = 1; age <= 9; age++) {
      const path = join(builds, `old${age}`);
      mkdirSync(path, { recursive: true });
      const then = new Date(Date.now() - age * 3_600_000);
      utimesSync(path, then, then);
    }
    await builder.build('sample', checkout, 'c1', '1.2.3');
    expect(readdirSync(builds).sort()).toEqual([
      'c1',
      'old1',
      'old2',
      'old3',
      'old4',
      'old5',
    ]);
  });

  it('needs a module', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    await expect(builder.build('none', empty, 'c1', '1')).rejects.toThrow(
      'no go.mod that names its module',
    );
  });
});
