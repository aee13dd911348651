import { Preview, PreviewFile } from '@goreliable/plugin-golden-path-common';
import { formatBytes } from '@goreliable/ui';

function filesInWords(files: readonly PreviewFile[]): string {
  return files.length === 1 ? '1 file' : `${files.length} files`;
}

/** What would be made, in a sentence. */
export function previewInWords(preview: Preview, name: string): string {
  const { repository, gitops } = preview;
  const size = repository.reduce((sum, file) => sum + file.size, 0);
  return `A repository ${name} with ${filesInWords(repository)} (${formatBytes(
    size,
  )}), a pull request with ${filesInWords(
    gitops,
  )} against the GitOps repository, and an entry in the catalog.`;
}

// What people look for first in a service they are about to get.
const firstChoices = ['README.md', 'catalog-info.yaml'];

/** The file to begin with. */
export function firstFile(files: readonly PreviewFile[]): string | undefined {
  const paths = files.map(file => file.path);
  return firstChoices.find(path => paths.includes(path)) ?? paths[0];
}
