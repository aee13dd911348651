// Installs the npm dependencies, only when they are missing or something that
// decides on them has changed. Runs before anything is installed, so it uses
// nothing but Node. Arguments: the checkout, the cache folder.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { yarnEnvironment } from './yarnEnvironment.mjs';

const [root, cache] = process.argv.slice(2);
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.installed');
const log = path.join(root, '.data', 'lab', 'logs', 'install.log');

const wanted = fingerprint();
if (!isInstalled()) {
  const release = await lock();
  // Another start may have installed it while this one waited.
  if (!isInstalled()) {
    if (fs.existsSync(stamp)) {
      // If this is cut off, nothing is whole, whichever lock file is there then. The file
      // itself stays: what was started by an earlier installation may still run.
      fs.writeFileSync(stamp, '');
    }
    await install();
    fs.writeFileSync(stamp, wanted);
  }
  release();
}

function isInstalled() {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted;
}

/** Changes with the lock file, with any package's manifest and with Node's ABI. */
function fingerprint() {
  const manifests = ['packages', 'plugins'].flatMap(group =>
    fs
      .readdirSync(path.join(root, group))
      .map(entry => path.join(group, entry, 'package.json')),
  );
  manifests.push(path.join('bench', 'package.json'));
  const digest = createHash('sha256').update(process.versions.modules);
  for (const file of [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...manifests.sort(),
  ]) {
    const absolute = path.join(root, file);
    if (fs.existsSync(absolute)) {
      digest.update(`${file}\0`).update(fs.readFileSync(absolute));
    }
  }
  return digest.digest('hex');
}

/** The operating system gives the lock back when this process ends in any way. */
async function lock() {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  fs.mkdirSync(cache, { recursive: true });
  const database = new DatabaseSync(path.join(cache, `install-${name}.lock`));
  for (let waited = false; ; waited = true) {
    try {
      database.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
      return () => database.close();
    } catch (error) {
      if (!/database is locked/.test(String(error))) {
        throw error;
      }
      if (!waited) {
        console.error('Waiting for another installation to end …');
      }
      await delay(500);
    }
  }
}

async function install() {
  fs.mkdirSync(path.dirname(log), { recursive: true });
  const output = fs.createWriteStream(log);
  const startedAt = Date.now();
  let step = 'begins';
  const show = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    return `Installing dependencies: ${step}, ${seconds} s (to come: the app, the tools of the lab)`;
  };
  const painter = process.stderr.isTTY
    ? setInterval(() => process.stderr.write(`\r\u001b[2K${show()}`), 1000)
    : undefined;
  const note = text => {
    output.write(text);
    // Yarn opens each of its steps with a corner.
    const opened = /┌ (.+ step)/.exec(text)?.[1];
    if (opened && opened.toLowerCase() !== step) {
      step = opened.toLowerCase();
      if (!painter) {
        console.error(show());
      }
    }
  };
  const [release] = fs
    .readdirSync(path.join(root, '.yarn', 'releases'))
    .filter(name => name.endsWith('.cjs'));
  const yarn = path.join(root, '.yarn', 'releases', release);
  const child = spawn(process.execPath, [yarn, 'install', '--immutable'], {
    cwd: root,
    env: { ...process.env, ...yarnEnvironment() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8').on('data', note);
  child.stderr.setEncoding('utf8').on('data', note);
  let cancelled = false;
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        cancelled = true;
        child.kill(signal);
      });
    }
  });
  clearInterval(painter);
  if (painter) {
    process.stderr.write('\r\u001b[2K');
  }
  output.end();
  if (cancelled) {
    console.error('Cancelled. The next start goes on where this one ended.');
    process.exit(130);
  }
  if (code !== 0) {
    const tail = fs.readFileSync(log, 'utf8').trim().split('\n').slice(-20);
    console.error(tail.join('\n'));
    console.error(
      `The dependencies could not be installed (see ${log}). Check the network and the registry (npm config get registry), then try again.`,
    );
    process.exit(1);
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.error(`Dependencies installed in ${seconds} s`);
}
