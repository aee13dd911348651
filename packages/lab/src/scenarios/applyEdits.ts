import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConflictError } from '@backstage/errors';
import type { ScenarioEdit } from './types';

/**
 * Makes a scenario's changes in a checkout.
 *
 * @throws ConflictError if the code has changed so much that they do not fit;
 *   then nothing is changed.
 */
export function applyEdits(
  checkout: string,
  edits: readonly ScenarioEdit[],
): void {
  const results = edits.map(edit => ({
    path: join(checkout, edit.path),
    content: 'content' in edit ? edit.content : replaced(checkout, edit),
  }));
  results.forEach(({ path, content }) => writeFileSync(path, content));
}

function replaced(
  checkout: string,
  edit: Extract<ScenarioEdit, { replace: string }>,
): string {
  const path = join(checkout, edit.path);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const parts = text.split(edit.replace);
  if (parts.length !== 2) {
    throw new ConflictError(
      `${edit.path} is not as this scenario knows it: it was changed since the service was rendered`,
    );
  }
  return parts.join(edit.by);
}
