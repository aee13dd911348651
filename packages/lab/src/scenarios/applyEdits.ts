import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConflictError } from '@backstage/errors';
import { readFileIfExists } from '../files';
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
  const contents = new Map<string, string>();
  for (const edit of edits) {
    // Several edits of a file build on each other.
    const before = contents.get(edit.path) ?? textOf(checkout, edit.path);
    contents.set(
      edit.path,
      'content' in edit ? edit.content : replaced(before, edit),
    );
  }
  contents.forEach((content, path) =>
    writeFileSync(join(checkout, path), content),
  );
}

function textOf(checkout: string, path: string): string {
  return readFileIfExists(join(checkout, path)) ?? '';
}

function replaced(
  text: string,
  edit: Extract<ScenarioEdit, { replace: string }>,
): string {
  const parts = text.split(edit.replace);
  if (parts.length !== 2) {
    throw new ConflictError(
      `${edit.path} is not as this scenario knows it: it was changed since the service was rendered`,
    );
  }
  return parts.join(edit.by);
}
