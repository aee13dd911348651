import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resolveAlong } from './deferModule';
import { azureIdentities, seldomNeeded } from './seldomNeeded';

const loader = require.resolve('@backstage/cli/config/nodeTransform.cjs');

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();
}

describe('deferred modules', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deferred-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, content: string): string {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  it('are loaded when they are first used, and are themselves from then on', () => {
    write('node_modules/user/package.json', '{}');
    write(
      'node_modules/user/node_modules/library/index.js',
      'console.log("loaded"); exports.word = "hello";',
    );
    write(
      'node_modules/user/index.js',
      'const library = require("library"); exports.use = () => library.word;',
    );
    const main = write(
      'main.ts',
      `import { deferModule, resolveAlong } from ${JSON.stringify(
        join(__dirname, 'deferModule'),
      )};
       import { standIn } from ${JSON.stringify(join(__dirname, 'standIn'))};
       const file = resolveAlong(__filename, ['user', 'library'])!;
       deferModule(file, load => standIn('names', load));
       const { use } = require('user');
       console.log('required');
       console.log(use(), use(), require(file) === require(file));
       deferModule(file, () => ({ word: 'too late' }));
       console.log(require(file).word);
       console.log(resolveAlong(__filename, ['user', 'nothing']));`,
    );
    expect(node('--require', loader, main).split('\n')).toEqual([
      'required',
      'loaded',
      'hello hello true',
      'hello',
      'undefined',
    ]);
  });

  it('are there, and of the kind that they are said to be', () => {
    const ways = [
      ...Object.entries(seldomNeeded),
      ...azureIdentities.map(way => [way, 'names'] as const),
    ];
    const files = ways.map(([way]) =>
      resolveAlong(__filename, way.split(' > ')),
    );
    expect(files).not.toContain(undefined);
    const kinds = node(
      '-e',
      `const kindOf = exports => typeof exports === 'function'
         ? 'function' : 'default' in exports ? 'names with default' : 'names';
       console.log(JSON.stringify(${JSON.stringify(
         files,
       )}.map(file => kindOf(require(file)))));`,
    );
    expect(JSON.parse(kinds)).toEqual(ways.map(([, kind]) => kind));
  });
});
