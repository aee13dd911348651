import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  KindValidator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** The kinds that a golden path registers. */
const validators: Readonly<Record<string, KindValidator>> = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
};

// Those of the catalog's backend, in its order.
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/**
 * Finds what the catalog would say against the `catalog-info.yaml` of a
 * service.
 *
 * @param folder - of the rendered service
 * @returns a sentence for each entity that it would refuse
 */
export async function entityProblems(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'catalog-info.yaml'), 'utf8');
  const problems: string[] = [];
  for (const document of parseAllDocuments(text)) {
    const entity = document.toJS() as Entity;
    try {
      const complete = await withDefinition(entity, folder);
      await policy.enforce(complete);
      if (!(await validators[entity.kind]?.check(complete))) {
        throw new Error(`a golden path registers no ${entity.kind}`);
      }
    } catch (error) {
      problems.push(`${entity?.metadata?.name}: ${(error as Error).message}`);
    }
  }
  return problems;
}

const includedSchema = z.object({ $text: z.string() });

/** What is included is put in its place first, as the catalog does. */
async function withDefinition(entity: Entity, folder: string): Promise<Entity> {
  const included = includedSchema.safeParse(entity.spec?.definition);
  if (!included.success) {
    return entity;
  }
  const definition = await readFile(join(folder, included.data.$text), 'utf8');
  return { ...entity, spec: { ...entity.spec, definition } };
}
