import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../testing/folders';

const loader = join(__dirname, 'loadTypescript.cjs');

describe('loadTypescript', () => {
  const folder = temporaryFolder();
  const cache = join(folder, 'cache');

  function write(name: string, content: string) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  function run(main: string, env: NodeJS.ProcessEnv = {}) {
    return execFileSync(process.execPath, ['--require', loader, main], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    }).trim();
  }

  write('greeting/index.ts', 'export enum Word { Hello = "hello" }');
  const main = write(
    'main.ts',
    `import { Word } from './greeting';
     class Greeter { constructor(readonly word: Word) {} }
     export async function greet(): Promise<void> {
       const { join } = await import('node:path');
       const { Word: again } = await import('./greeting');
       console.log(join(new Greeter(Word.Hello).word, again.Hello));
     }
     greet();`,
  );

  it('runs what only a compiler understands', () => {
    expect(run(main)).toBe('hello/hello');
  });

  it('transforms a file once, and again when it has changed', () => {
    const env = { TYPESCRIPT_CACHE: cache };
    expect(run(main, env)).toBe('hello/hello');
    const kept = readdirSync(cache).filter(name => name.endsWith('.js'));
    expect(kept).toHaveLength(2);
    // What is kept is what runs.
    for (const name of kept) {
      writeFileSync(join(cache, name), 'console.log("from the cache")');
    }
    expect(run(main, env)).toBe('from the cache');
    write('main.ts', 'console.log("changed")');
    expect(run(main, env)).toBe('changed');
  });
});
