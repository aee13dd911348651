import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { goldenPathNames } from '@goreliable/plugin-golden-path-common';
import { renderGoldenPath } from '@goreliable/plugin-scaffolder-backend-module-golden-path';
import { z } from 'zod';
import { labServiceNames, readAnswers } from '../platform/labServices';
import { committedGiteaUrl } from './committedGiteaUrl';

/**
 * What the catalog keeps of a rendered service: the entities and whatever they
 * refer to. The code stays in the service's own repository.
 */
export const keptPaths = [
  'catalog-info.yaml',
  'mkdocs.yml',
  'api',
  'docs',
  'runbooks',
] as const;

/** Where the services' repositories are said to be: in Gitea at the lab's default address. */
const organisationUrl = `${committedGiteaUrl}/goreliable`;

/** The folder of a service in the catalog of this repository. */
export function catalogFolder(root: string, service: string): string {
  return join(root, 'catalog-info', 'services', service);
}

/** The services whose folder in the catalog is rendered from a golden path. */
export function renderedServices(root: string): string[] {
  return labServiceNames({ root });
}

/**
 * Renders what the catalog keeps of a service.
 *
 * @param root - of the checkout
 * @param target - a folder that exists; what it has under the same names is replaced
 * @throws Error if the service has no answers or a template cannot be rendered
 */
export async function renderCatalogService(
  root: string,
  service: string,
  target: string,
): Promise<void> {
  const { template, values } = readAnswers({ root }, service);
  const work = await mkdtemp(join(tmpdir(), 'catalog-service-'));
  try {
    await renderGoldenPath({
      templatesDir: join(root, 'templates'),
      template: z.enum(goldenPathNames).parse(template),
      values,
      targetDir: work,
      settings: { organisationUrl },
    });
    await mkdir(target, { recursive: true });
    for (const path of keptPaths) {
      await rm(join(target, path), { recursive: true, force: true });
      await cp(join(work, path), join(target, path), { recursive: true });
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The texts of what the catalog keeps of a service, by their paths. */
export function keptFiles(folder: string): Record<string, string> {
  const files = keptPaths
    .map(path => join(folder, path))
    .filter(existsSync)
    .flatMap(filesBelow);
  return Object.fromEntries(
    files.map(file => [relative(folder, file), readFileSync(file, 'utf8')]),
  );
}

function filesBelow(path: string): string[] {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap(name => filesBelow(join(path, name)))
    : [path];
}
