import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** The environment whose values the lab deploys with, as GitOps calls it. */
export const labEnvironment = 'prod';

/** The same, as the services and the catalog call it. */
export const labEnvironmentName = 'production';

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);

/** What the lab reads of a golden path's Helm values; the rest is Kubernetes'. */
export const serviceValuesSchema = z.object({
  environment: z.string().default(labEnvironmentName),
  logLevel: z.string().default('info'),
  http: z.object({ enabled: z.boolean().default(true) }).prefault({}),
  config: z.record(z.string(), scalarSchema).default({}),
  secretEnvironment: z.record(z.string(), z.unknown()).default({}),
  goMemoryLimit: z.string().optional(),
  shutdown: z
    .object({ timeoutSeconds: z.number().positive().default(20) })
    .prefault({}),
});

export type ServiceValues = z.infer<typeof serviceValuesSchema>;

type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Later values win, key by key, as Helm merges several values files. */
export function mergeValues(...layers: readonly Tree[]): Tree {
  return layers.reduce<Tree>((merged, layer) => {
    const result = { ...merged };
    for (const [key, value] of Object.entries(layer)) {
      const before = result[key];
      result[key] =
        isTree(before) && isTree(value) ? mergeValues(before, value) : value;
    }
    return result;
  }, {});
}

/**
 * The values a service is deployed with: its chart's own, the chart's for the
 * environment, then what the GitOps repository says.
 *
 * @throws Error that names the file that is no mapping, or a value that is wrong.
 */
export function readServiceValues(
  chartFolder: string,
  gitOpsFolder: string,
): ServiceValues {
  const layers = [
    join(chartFolder, 'values.yaml'),
    join(chartFolder, `values-${labEnvironment}.yaml`),
    join(gitOpsFolder, `values-${labEnvironment}.yaml`),
  ].map(readTree);
  const parsed = serviceValuesSchema.safeParse(mergeValues(...layers));
  if (!parsed.success) {
    throw new Error(
      `The values of ${gitOpsFolder.split('/').at(-1)} are not valid: ${z
        .prettifyError(parsed.error)
        .replace(/\n\s*/g, ' ')}`,
    );
  }
  return parsed.data;
}

function readTree(path: string): Tree {
  if (!existsSync(path)) {
    return {};
  }
  const content: unknown = parse(readFileSync(path, 'utf8')) ?? {};
  if (!isTree(content)) {
    throw new Error(`${path} is not a mapping of settings`);
  }
  return content;
}
