import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, resolve, sep } from 'node:path';
import { InputError, NotAllowedError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { PlaceholderResolver } from '@backstage/plugin-catalog-node';

/** API documents are the largest; nobody reads a larger one. */
const maxBytes = 4 * 1024 * 1024;

async function readBeside(entityFile: string, value: string): Promise<string> {
  if (isAbsolute(value)) {
    throw new NotAllowedError(
      `'${value}' must be a path relative to ${entityFile}`,
    );
  }
  const folder = await realpath(dirname(entityFile));
  // Links are followed before the check, or one of them could lead out.
  const file = await realpath(resolve(folder, value)).catch(() => {
    throw new InputError(`${value}, which ${entityFile} embeds, is not there`);
  });
  if (!file.startsWith(folder + sep)) {
    throw new NotAllowedError(
      `'${value}' leads out of the folder of ${entityFile}`,
    );
  }
  const content = await readFile(file);
  if (content.length > maxBytes) {
    throw new InputError(`${value} has more than ${maxBytes} bytes`);
  }
  return content.toString('utf8');
}

/**
 * Resolves `$text` as Backstage does, and also in entities that were read from a local
 * file, whose path Backstage takes for an address and fails on. A local entity may embed
 * what lies in its own folder or below, nothing else.
 */
export const resolveLocalText: PlaceholderResolver = async ({
  key,
  value,
  baseUrl,
  read,
  resolveUrl,
}): Promise<JsonValue> => {
  if (typeof value !== 'string') {
    throw new InputError(`$${key} takes a path or an address`);
  }
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
  if (isAbsolute(baseUrl) && !isAddress) {
    return readBeside(baseUrl, value);
  }
  const content = await read(isAddress ? value : resolveUrl(value, baseUrl));
  return content.toString('utf8');
};
