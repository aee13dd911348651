// An installation that was cut off counts for nothing, and keeps nobody from stopping what an
// earlier one has started. Yarn is played by a script, for the real one would need the network.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const scripts = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'goreliable install-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Notes that it was called and installs the lab's loader, unless it is to hang before. */
const yarn = `
  const fs = require('node:fs');
  fs.appendFileSync('calls.txt', process.argv.slice(2).join(' ') + '\\n');
  if (fs.readFileSync('yarn.lock', 'utf8').includes('endless')) {
    setInterval(() => {}, 1000);
  } else {
    const folder = 'node_modules/@backstage/cli-node/config';
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(folder + '/nodeTransform.cjs', '');
  }
`;

/** Says which verb it was given, as the lab would if something ran. */
const lab = `require('node:fs').writeSync(1, 'lab: ' + process.argv[2]);`;

function checkout(name) {
  const root = path.join(folder, name);
  const write = (file, content) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  for (const script of [
    'bootstrap.sh',
    'prerequisites.sh',
    'install-dependencies.mjs',
    'yarnEnvironment.mjs',
  ]) {
    cpSync(path.join(scripts, script), path.join(root, 'scripts', script));
  }
  write('package.json', '{}');
  write('yarn.lock', 'one');
  write('plugins/README.md', '');
  write('.yarn/releases/yarn-4.cjs', yarn);
  write('packages/lab/package.json', '{ "type": "commonjs" }');
  write('packages/lab/src/main.ts', lab);
  const cache = path.join(root, 'cache');
  return {
    root,
    write,
    installation: [
      path.join(root, 'scripts', 'install-dependencies.mjs'),
      root,
      cache,
    ],
    calls: () => {
      const file = path.join(root, 'calls.txt');
      return existsSync(file)
        ? readFileSync(file, 'utf8').trim().split('\n').length
        : 0;
    },
    loader: path.join(
      root,
      'node_modules/@backstage/cli-node/config/nodeTransform.cjs',
    ),
    bootstrap: verb =>
      spawnSync(path.join(root, 'scripts', 'bootstrap.sh'), [verb], {
        encoding: 'utf8',
        env: {
          ...process.env,
          PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
          GORELIABLE_CACHE: cache,
        },
      }),
  };
}

function install({ installation }) {
  execFileSync(process.execPath, installation, { stdio: 'pipe' });
}

/** Installs from another lock file, is killed in the middle, and goes back to the old one. */
async function cutOff(of) {
  const before = of.calls();
  of.write('yarn.lock', 'endless');
  const child = spawn(process.execPath, of.installation, {
    // Yarn, too, is to go with it.
    detached: true,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  while (of.calls() === before) {
    assert.equal(child.exitCode, null);
    await delay(20);
  }
  process.kill(-child.pid, 'SIGKILL');
  await ended;
  of.write('yarn.lock', 'one');
}

test('what is whole is not installed again', () => {
  const of = checkout('whole');
  install(of);
  install(of);
  assert.equal(of.calls(), 1);
  of.write('yarn.lock', 'two');
  install(of);
  assert.equal(of.calls(), 2);
});

test('what was cut off is installed again, even from the lock file before', async () => {
  const of = checkout('cut off');
  install(of);
  await cutOff(of);
  assert.equal(of.calls(), 2);
  install(of);
  assert.equal(of.calls(), 3);
  install(of);
  assert.equal(of.calls(), 3);
});

test('after a cut-off installation what runs can be stopped with what is left', async () => {
  const of = checkout('stop');
  install(of);
  await cutOff(of);
  const { stdout, status } = of.bootstrap('stop');
  assert.deepEqual([stdout, status], ['lab: stop', 0]);
  assert.equal(of.calls(), 2);
});

test('it is finished first if too little is left for that', async () => {
  const of = checkout('too little');
  install(of);
  await cutOff(of);
  rmSync(of.loader);
  const { stdout, status } = of.bootstrap('stop');
  assert.deepEqual([stdout, status], ['lab: stop', 0]);
  assert.equal(of.calls(), 3);
});

test('where nothing was ever installed, nothing is to be stopped', async () => {
  const of = checkout('never');
  await cutOff(of);
  const { stderr, status } = of.bootstrap('stop');
  assert.match(stderr, /Nothing is installed .* yet, so nothing runs/);
  assert.equal(status, 0);
});
