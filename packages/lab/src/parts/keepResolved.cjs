// Remembers from start to start which file each `require` between installed packages leads to.
//
// Node finds it by asking the disk for one candidate after the other, ten thousand times in a
// start of the portal, with the same result until something is installed. Sources of the
// checkout are looked for as ever, for they come and go.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { Module } = require('node:module');
const path = require('node:path');

const installed = `${path.sep}node_modules${path.sep}`;

/** Changes whenever packages are installed; nothing where yarn has not installed them. */
function stateOfInstallation(root) {
  try {
    const state = fs.statSync(path.join(root, 'node_modules/.yarn-state.yml'));
    return `${root}\0${state.ino}\0${state.mtimeMs}\0${process.version}`;
  } catch {
    return undefined;
  }
}

function read(file) {
  try {
    return new Map(Object.entries(JSON.parse(fs.readFileSync(file, 'utf8'))));
  } catch {
    // Nothing is remembered yet.
    return new Map();
  }
}

function write(file, resolved) {
  const unfinished = `${file}.${process.pid}`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(unfinished, JSON.stringify(Object.fromEntries(resolved)));
  // In one step: another process may read it at this moment.
  fs.renameSync(unfinished, file);
}

/** @param cache - a folder; @param root - of the checkout whose packages these are */
exports.keepResolved = function keepResolved(cache, root) {
  const state = stateOfInstallation(root);
  if (!state) {
    return;
  }
  const key = createHash('sha256').update(state).digest('hex');
  const file = path.join(cache, `resolved-${key}.json`);
  const resolved = read(file);
  const before = resolved.size;
  const resolve = Module._resolveFilename;

  Module._resolveFilename = function resolveOnce(request, parent, ...rest) {
    const from = parent?.filename;
    if (!from?.includes(installed) || rest.some(Boolean)) {
      return resolve.call(this, request, parent, ...rest);
    }
    const question = `${path.dirname(from)}\0${request}`;
    const known = resolved.get(question);
    if (known) {
      return known;
    }
    const answer = resolve.call(this, request, parent, ...rest);
    if (answer.includes(installed)) {
      resolved.set(question, answer);
    }
    return answer;
  };

  process.once('exit', () => {
    if (resolved.size > before) {
      try {
        write(file, resolved);
      } catch {
        // The next start asks the disk again.
      }
    }
  });
};
