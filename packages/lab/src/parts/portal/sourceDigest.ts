import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

const notSources = new Set(['node_modules', 'dist', 'dist-types', 'coverage']);
const testFile = /\.(test|stories)\.[jt]sx?$/;

/**
 * Sixteen hexadecimal digits that change when the app's bundle may change: all
 * sources of the app and of the workspace packages that it depends on, the
 * lock file and the configuration whose values are put into the page.
 */
export function appSourceDigest(root: string): string {
  const digest = createHash('sha256');
  const files = [
    ...['package.json', 'yarn.lock', 'app-config.yaml'].map(file =>
      join(root, file),
    ),
    ...packagesOf('app', root)
      .sort()
      .flatMap(folder => sourcesBelow(folder).sort()),
  ];
  for (const file of files) {
    digest.update(`${relative(root, file)}\0`);
    digest.update(readFileSync(file));
  }
  return digest.digest('hex').slice(0, 16);
}

function packagesOf(name: string, root: string): string[] {
  const folders = workspaceFolders(root);
  const seen = new Set<string>();
  const visit = (packageName: string) => {
    const folder = folders.get(packageName);
    if (!folder || seen.has(folder)) {
      return;
    }
    seen.add(folder);
    Object.keys(readManifest(folder).dependencies ?? {}).forEach(visit);
  };
  visit(name);
  return [...seen];
}

function workspaceFolders(root: string): Map<string, string> {
  const folders = ['packages', 'plugins'].flatMap(group =>
    readdirSync(join(root, group)).map(entry => join(root, group, entry)),
  );
  return new Map(
    folders
      .filter(folder => existsSync(join(folder, 'package.json')))
      .map(folder => [readManifest(folder).name, folder]),
  );
}

function readManifest(folder: string) {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  return manifestSchema.parse(JSON.parse(text));
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return notSources.has(entry.name) ? [] : sourcesBelow(path);
    }
    return entry.isFile() && !testFile.test(entry.name) ? [path] : [];
  });
}
