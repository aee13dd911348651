// What `make clean` and `make clean-cache` delete, and what they must never touch: the folders
// may be ones that a person chose and keeps other things in.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const scripts = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'goreliable clean-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A checkout in which nothing is installed, so that nothing of it runs. */
function checkout(name) {
  const root = path.join(folder, name);
  for (const script of ['clean.sh', 'bootstrap.sh', 'prerequisites.sh']) {
    cpSync(path.join(scripts, script), path.join(root, 'scripts', script));
  }
  return root;
}

function write(...segments) {
  const file = path.join(...segments);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'content');
}

function clean(root, args, environment) {
  const {
    LAB_DATA_DIR: _data,
    GORELIABLE_CACHE: _cache,
    ...rest
  } = process.env;
  execFileSync(path.join(root, 'scripts', 'clean.sh'), args, {
    env: { ...rest, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

test('of a folder that a person chose, only what is ours is deleted', () => {
  const root = checkout('chosen');
  const data = path.join(folder, 'a big disk');
  const ours = [
    'lab/secrets.json',
    'portal/catalog.sqlite',
    'app-config.lab.yaml',
    'bench-portal.log',
  ];
  const foreign = ['photo.jpg', 'test/thesis.tex', 'golden-paths/notes.md'];
  [...ours, ...foreign].forEach(file => write(data, file));
  write(root, '.data', 'lab', 'secrets.json');
  clean(root, [], { LAB_DATA_DIR: data });
  assert.deepEqual(readdirSync(data).sort(), [
    'golden-paths',
    'photo.jpg',
    'test',
  ]);
  for (const file of foreign) {
    assert.equal(readFileSync(path.join(data, file), 'utf8'), 'content');
  }
  assert.ok(existsSync(path.join(root, '.data', 'lab', 'secrets.json')));
});

test('such a folder goes itself when it held nothing else', () => {
  const root = checkout('emptied');
  write(root, '.data-2', 'lab', 'secrets.json');
  clean(root, [], { LAB_DATA_DIR: '.data-2' });
  assert.deepEqual(readdirSync(root), ['scripts']);
});

test('the checkout’s own data and builds go as a whole', () => {
  const root = checkout('own');
  write(root, '.data', 'test', 'jest.log');
  write(root, 'packages', 'app', 'dist', 'index.html');
  write(root, 'packages', 'app', 'src', 'index.tsx');
  clean(root, [], {});
  assert.deepEqual(readdirSync(root).sort(), ['packages', 'scripts']);
  assert.deepEqual(readdirSync(path.join(root, 'packages', 'app')), ['src']);
});

/** The names below the cache folder that the sources use. */
function namesInCache() {
  const root = path.join(scripts, '..');
  const files = execFileSync(
    'grep',
    ['-rlE', 'cacheDir|\\$cache/', 'packages/lab/src', 'bench/src', 'scripts'],
    { cwd: root, encoding: 'utf8' },
  );
  const used = files
    .trim()
    .split('\n')
    .filter(file => !file.includes('.test.') && !file.endsWith('clean.sh'))
    .flatMap(file => [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(
        /cacheDir, ['`]([\w-]+)['`]|\$cache\/([\w-]+)/g,
      ),
    ])
    .map(([, inCode, inShell]) => inCode ?? inShell);
  return [...new Set(used)].sort();
}

test('of the cache, all that the sources write goes, and nothing else', () => {
  const root = checkout('cache');
  const cache = path.join(folder, 'a chosen cache');
  const names = namesInCache();
  assert.ok(names.includes('tools') && names.includes('node'), `${names}`);
  names.forEach(name => write(cache, name, 'file'));
  write(cache, 'kubernetes-schemas', 'file');
  write(cache, 'install-0123456789abcdef.lock');
  write(cache, 'foreign', 'file');
  clean(root, ['cache'], { GORELIABLE_CACHE: cache });
  assert.deepEqual(readdirSync(cache), ['foreign']);
});
