import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

/** An entity, and the file that has it. */
export interface FoundEntity {
  readonly entity: Entity;
  readonly file: string;
}

/**
 * All entities that a catalog file leads to, in the way the portal finds them:
 * through the targets of Location entities.
 *
 * @throws Error that names the file which is missing or is no YAML
 */
export function readCatalog(file: string): FoundEntity[] {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'), {
    // A document with anchors is read as the portal reads it.
    merge: true,
  });
  return documents.flatMap(document => {
    if (document.errors.length > 0) {
      throw new Error(`${file}: ${document.errors[0].message}`);
    }
    const entity = document.toJS() as Entity;
    const found = { entity, file };
    const targets = (entity.spec?.targets ?? []) as string[];
    return entity.kind === 'Location'
      ? [
          found,
          ...targets.flatMap(target =>
            readCatalog(join(dirname(file), target)),
          ),
        ]
      : [found];
  });
}

/**
 * The file that holds an API's document, which its entity includes.
 *
 * @throws Error if the entity writes its document down itself
 */
export function definitionFile({ entity, file }: FoundEntity): string {
  const definition = entity.spec?.definition as { $text?: string } | undefined;
  if (!definition?.$text) {
    throw new Error(`${entity.metadata.name} of ${file} includes no document`);
  }
  return join(dirname(file), definition.$text);
}
