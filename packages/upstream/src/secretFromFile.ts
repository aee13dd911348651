import { readFile, stat } from 'node:fs/promises';
import { SecretSource } from './types';

/**
 * A secret in a file that something else renews, as Kubernetes does with
 * service account tokens. Read again when the file has changed.
 */
export function secretFromFile(path: string): SecretSource {
  let known: { version: string; secret: string } | undefined;
  return async () => {
    const { mtimeMs, ino, size } = await stat(path);
    const version = `${mtimeMs}/${ino}/${size}`;
    if (known?.version !== version) {
      known = { version, secret: (await readFile(path, 'utf8')).trim() };
    }
    return known.secret;
  };
}
