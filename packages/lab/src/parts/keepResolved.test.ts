import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../testing/folders';

const keeper = JSON.stringify(join(__dirname, 'keepResolved.cjs'));

describe('keepResolved', () => {
  const folder = temporaryFolder();
  const cache = join(folder, 'cache');

  function write(name: string, content: string) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  const main = write(
    'main.js',
    `require(${keeper}).keepResolved(${JSON.stringify(cache)}, ${JSON.stringify(
      folder,
    )});
     console.log(require('user') + ' ' + require('./source.js'));`,
  );
  write('source.js', 'module.exports = "source";');
  write('node_modules/user/index.js', 'module.exports = require("library");');
  const library = write(
    'node_modules/library/index.js',
    'module.exports = "library";',
  );
  const other = write('node_modules/other/index.js', 'module.exports = "o";');

  function run(): string {
    return execFileSync(process.execPath, [main], { encoding: 'utf8' }).trim();
  }

  it('keeps nothing where yarn has not installed anything', () => {
    expect(run()).toBe('library source');
    expect(() => readdirSync(cache)).toThrow('ENOENT');
  });

  it('asks the disk once for what a package requires, until something is installed', () => {
    const state = write('node_modules/.yarn-state.yml', '');
    expect(run()).toBe('library source');
    const [name] = readdirSync(cache);
    const kept = join(cache, name);
    const text = readFileSync(kept, 'utf8');
    expect(Object.values(JSON.parse(text))).toEqual([library]);
    // What is kept is what is loaded.
    writeFileSync(kept, text.replace(library, other));
    expect(run()).toBe('o source');

    utimesSync(state, new Date(0), new Date(0));
    expect(run()).toBe('library source');
    expect(readdirSync(cache)).toHaveLength(2);
  });

  it('does without what it cannot read', () => {
    for (const name of readdirSync(cache)) {
      writeFileSync(join(cache, name), '{');
    }
    expect(run()).toBe('library source');
  });
});
