// Compresses the built app once, so that no request has to wait for it.
// Usage: node scripts/compress.mjs (in packages/app, after the build)
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const folder = fileURLToPath(new URL('../dist/static', import.meta.url));
const compressible = new Set(['.js', '.css', '.svg', '.json']);
/** Below this a response fits one packet either way. */
const minimumBytes = 1024;

const files = [];
for (const name of await readdir(folder, { recursive: true })) {
  const path = join(folder, name);
  if (
    compressible.has(extname(name)) &&
    (await stat(path)).size >= minimumBytes
  ) {
    files.push(path);
  }
}

let before = 0;
let after = 0;
async function work() {
  for (let path = files.pop(); path; path = files.pop()) {
    const content = await readFile(path);
    const compressed = await compress(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    });
    await writeFile(`${path}.br`, compressed);
    before += content.length;
    after += compressed.length;
  }
}
const count = files.length;
await Promise.all(Array.from({ length: availableParallelism() }, work));
const kilobytes = bytes => `${Math.round(bytes / 1000)} kB`;
process.stdout.write(
  `Compressed ${count} files: ${kilobytes(before)} to ${kilobytes(after)}\n`,
);
