import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';
import { readFileIfExists } from '../files';
import { labEnvironment } from './serviceValues';

/** What the lab reads of `services/<name>/config.yaml`. */
export const serviceConfigSchema = z.looseObject({
  name: z.string(),
  source: z.looseObject({
    repository: z.url(),
    /** Where the service's Helm chart is in its repository. */
    path: z
      .string()
      .regex(/^[\w-]+(\/[\w-]+)*$/, 'must be a folder of the repository')
      .default('chart'),
  }),
  environments: z
    .array(
      z.looseObject({
        name: z.string(),
        revision: z.string().default('main'),
      }),
    )
    .default([{ name: labEnvironment, revision: 'main' }])
    // Other environments are other clusters' business.
    .transform(all => all.filter(({ name }) => name === labEnvironment)),
});

export type ServiceConfig = z.infer<typeof serviceConfigSchema>;

/** A service that the GitOps repository wants to run. */
export interface DesiredService {
  readonly name: string;
  /** Its folder with the configuration and the values. */
  readonly folder: string;
  /** Of the Helm chart in the service's repository. */
  readonly chartPath: string;
}

/** A folder below `services/` that cannot be used, and why. */
export interface InvalidService {
  readonly name: string;
  readonly problem: string;
}

const namePattern = /^[a-z][a-z0-9-]{1,46}[a-z0-9]$/;

/**
 * The services that a checkout of the GitOps repository describes. One that is
 * described wrongly does not keep the others from running.
 */
export function desiredServices(checkout: string): {
  valid: DesiredService[];
  invalid: InvalidService[];
} {
  const root = join(checkout, 'services');
  const names = existsSync(root)
    ? readdirSync(root, { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(entry => entry.name)
        .sort()
    : [];
  const valid: DesiredService[] = [];
  const invalid: InvalidService[] = [];
  for (const name of names) {
    const folder = join(root, name);
    try {
      const { source, environments } = readServiceConfig(name, folder);
      if (environments.length > 0) {
        valid.push({ name, folder, chartPath: source.path });
      }
    } catch (error) {
      invalid.push({ name, problem: (error as Error).message });
    }
  }
  return { valid, invalid };
}

/**
 * Reads `config.yaml` of a service's folder.
 *
 * @throws InputError in words for whoever wrote it.
 */
export function readServiceConfig(name: string, folder: string): ServiceConfig {
  const file = `services/${name}/config.yaml`;
  if (!namePattern.test(name)) {
    throw new InputError(`services/${name}: that is no name for a service`);
  }
  const text = readFileIfExists(join(folder, 'config.yaml'));
  if (text === undefined) {
    throw new InputError(`${file} is missing`);
  }
  const config = serviceConfigSchema.safeParse(parsed(file, text));
  if (!config.success) {
    throw new InputError(
      `${file}: ${z.prettifyError(config.error).replace(/\s+/g, ' ')}`,
    );
  }
  const { name: saysName, source } = config.data;
  const repository = new URL(source.repository).pathname;
  if (saysName !== name) {
    throw new InputError(`${file} is about '${saysName}'`);
  }
  if (!new RegExp(`/${name}(\\.git)?$`).test(repository)) {
    throw new InputError(`${file}: the repository's name must be ${name}`);
  }
  return config.data;
}

function parsed(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new InputError(`${file} is no YAML: ${(error as Error).message}`);
  }
}
