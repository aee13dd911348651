import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Each folder in them is a package of the checkout. */
const groups = ['packages', 'plugins'];
/** They decide about the versions of all other packages, and about their own schemas. */
const rootFiles = ['package.json', 'yarn.lock'];
const packageFiles = ['package.json', 'config.d.ts'];

/**
 * The contents of all files of a checkout that decide about the schema of its configuration.
 *
 * @returns undefined where there is no checkout, as in an image
 */
export function schemaSources(root: string): string[] | undefined {
  if (!groups.every(group => existsSync(join(root, group)))) {
    return undefined;
  }
  const packages = groups.flatMap(group =>
    readdirSync(join(root, group))
      .sort()
      .map(name => join(root, group, name)),
  );
  return [
    ...rootFiles.map(name => join(root, name)),
    ...packages.flatMap(folder => packageFiles.map(name => join(folder, name))),
  ]
    .filter(existsSync)
    .map(path => `${path}\n${readFileSync(path, 'utf8')}`);
}
