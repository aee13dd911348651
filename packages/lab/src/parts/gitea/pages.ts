import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../../context';
import { writeFileAtomically } from '../../files';
import { giteaFiles } from './config';

/**
 * What Gitea's pages ask for that its Go module does not carry, from the folder
 * `pages`. Without it every page would open with an error in a dialog.
 */
const assets: Readonly<Record<string, readonly string[]>> = {
  'css/index.css': ['base.css', 'content.css'],
  'css/theme-gitea-auto.css': ['theme.css'],
  'js/iife.js': [],
  'js/index.js': ['index.js'],
  'licenses.txt': ['licenses.txt'],
  'img/logo.svg': ['logo.svg'],
  'img/favicon.svg': ['logo.svg'],
};

/** Puts the style of the pages where Gitea looks before its own assets. */
export function writePages(context: Pick<LabContext, 'labDir' | 'root'>): void {
  const target = join(giteaFiles(context).folder, 'custom/public/assets');
  const source = join(context.root, 'packages/lab/src/parts/gitea/pages');
  for (const [path, files] of Object.entries(assets)) {
    const content = files.map(file => readFileSync(join(source, file), 'utf8'));
    writeFileAtomically(join(target, path), content.join('\n'));
  }
}
