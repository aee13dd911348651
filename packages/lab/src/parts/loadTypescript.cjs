// Lets Node run the TypeScript of this checkout: `node --require loadTypescript.cjs main.ts`.
//
// Backstage's own loader does the same for development, where files change. Here each file is
// transformed once and kept in TYPESCRIPT_CACHE, so that a usual start loads no compiler; and
// dynamic imports are requires, so that no second thread has to resolve modules. Together
// they were a good part of the portal's start and of its memory.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { Module } = require('node:module');
const path = require('node:path');
const { keepResolved } = require('./keepResolved.cjs');

const cache = process.env.TYPESCRIPT_CACHE;
// The lab is run from its sources only, never from a build.
// eslint-disable-next-line no-restricted-syntax
const root = path.resolve(__dirname, '../../../..');
/** The compiler is the one of Backstage's own loader. */
const requireFromTools = Module.createRequire(
  path.join(root, 'node_modules/@backstage/cli-node/package.json'),
);
const { version } = requireFromTools('@swc/core/package.json');

const options = {
  module: { type: 'commonjs' },
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
};
const transformation = JSON.stringify({ version, options });

function transform(code, filename) {
  return requireFromTools('@swc/core').transformSync(code, {
    ...options,
    filename,
  }).code;
}

function transformOnce(code, filename) {
  const key = createHash('sha256')
    .update(`${transformation}\0${filename}\0${code}`)
    .digest('hex');
  const kept = path.join(cache, `${key}.js`);
  try {
    return fs.readFileSync(kept, 'utf8');
  } catch {
    // Not transformed yet.
  }
  const transformed = transform(code, filename);
  const unfinished = `${kept}.${process.pid}`;
  fs.mkdirSync(cache, { recursive: true });
  fs.writeFileSync(unfinished, transformed);
  // In one step: another process may read it at this moment.
  fs.renameSync(unfinished, kept);
  return transformed;
}

Module._extensions['.ts'] = (module, filename) => {
  const code = fs.readFileSync(filename, 'utf8');
  module._compile(
    (cache ? transformOnce : transform)(code, filename),
    filename,
  );
};

if (cache) {
  keepResolved(cache, root);
}
