import { join } from 'node:path';
import { loadLabContext } from '../context';
import { buildTool, toolDefinitions, toolNamed } from '../tools';
import { buildTechdocs, techdocsBin } from '../tools/python';

/**
 * `main.ts tools [names…]`: builds tools, all by default, and prints where
 * their binaries are, as one JSON object from binary to path. `mkdocs` stands
 * for the Python environment of TechDocs.
 */
export async function buildTools(
  names: readonly string[],
  env = process.env,
): Promise<void> {
  const context = loadLabContext(env);
  const wanted = names.length
    ? names
    : [...toolDefinitions.map(({ name }) => name), 'mkdocs'];
  // An unknown name is told before anything is built.
  const definitions = wanted
    .filter(name => name !== 'mkdocs')
    .map(name => toolNamed(name));
  const cancel = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => cancel.abort(new Error(`Cancelled`)));
  }
  const options = (name: string) => ({
    signal: cancel.signal,
    onProgress: (message: string) => context.log.info(`${name}: ${message}`),
  });
  const paths: Record<string, string> = {};
  for (const definition of definitions) {
    const folder = await buildTool(
      context,
      definition,
      options(definition.name),
    );
    for (const binary of Object.keys(definition.binaries)) {
      paths[binary] = join(folder, binary);
    }
  }
  if (wanted.includes('mkdocs')) {
    await buildTechdocs(context, options('mkdocs'));
    paths.mkdocs = join(techdocsBin(context), 'mkdocs');
  }
  process.stdout.write(`${JSON.stringify(paths, undefined, 2)}\n`);
}
