// Makes what asks for the session and the page's data (src/early) a script of its own and
// puts it before the app's: it runs before any of the app has been read.
// Usage: node scripts/early.mjs (in packages/app, after the build)
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const app = fileURLToPath(new URL('..', import.meta.url));
const dist = join(app, 'dist');

const { outputFiles } = await build({
  entryPoints: [join(app, 'src', 'early', 'script.ts')],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  write: false,
});
const [{ contents }] = outputFiles;
const digest = createHash('sha256').update(contents).digest('hex');
// As long as the digests that the bundler gives.
const name = `early.${digest.slice(0, 12)}.js`;
await writeFile(join(dist, 'static', name), contents);

// The server fills in the template; the other page has the public path already.
const firstScript = /<script defer(?:="defer")? src="([^"]*\/static\/)/;
for (const page of ['index.html', 'index.html.tmpl']) {
  const file = join(dist, page);
  const html = await readFile(file, 'utf8');
  const [start, folder] = firstScript.exec(html) ?? [];
  if (!start) {
    throw new Error(`${file} has no script to stand before`);
  }
  const script = `<script async fetchpriority="high" src="${folder}${name}"></script>`;
  await writeFile(
    file,
    html.replace(start, () => script + start),
  );
}
process.stdout.write(`Early script: ${contents.length} bytes\n`);
