import { cpSync, existsSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabContext } from '../context';
import { organisation } from '../parts/gitea/api';
import type { Git } from './Git';
import type { GiteaClient } from './GiteaClient';
import {
  readAnswers,
  renderLabServices,
  type RenderedService,
} from './labServices';
import type { PlatformState } from './PlatformState';

export interface SeedOptions {
  readonly context: LabContext;
  readonly git: Git;
  readonly gitea: GiteaClient;
  readonly state: PlatformState;
  readonly signal: AbortSignal;
}

const gitOpsReadme = `# GitOps

What runs on the platform. Each service has a folder of its own:

    services/<name>/config.yaml       where it comes from
    services/<name>/values-dev.yaml   its Helm values, by environment
    services/<name>/values-staging.yaml
    services/<name>/values-prod.yaml

A pull request that adds a folder is checked (configuration, repository, build)
and merged when all is well. What is on main is what runs: add a folder and the
service starts, change values and it starts anew with them, remove the folder
and it stops.
`;

/**
 * Puts the lab's own services into Git. What is there is never overwritten, so
 * that people's commits stay; what an interrupted run left out is added.
 */
export async function seed(options: SeedOptions): Promise<void> {
  const { context, state } = options;
  const services = await renderLabServices(context, options.signal);
  for (const service of services) {
    const { values } = readAnswers(context, service.name);
    const description = String(values.description ?? service.name);
    await seedRepository(options, service.name, description, async folder => {
      cpSync(service.repository, folder, { recursive: true });
    });
  }
  await seedRepository(options, 'gitops', 'What runs', async folder => {
    await writeFile(join(folder, 'README.md'), gitOpsReadme);
  });
  await seedGitOps(options, services);
  state.setSeeded(services.map(({ name }) => name));
}

/** Creates and fills a repository; one with a commit in it is left alone. */
async function seedRepository(
  { context, git, gitea }: SeedOptions,
  name: string,
  description: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const existing = await gitea.repository(organisation, name);
  if (existing && !existing.empty) {
    return;
  }
  if (!existing) {
    await gitea.createRepository(organisation, name, description);
  }
  const folder = join(context.labDir, 'platform', 'seed', name);
  rmSync(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const repository = `${organisation}/${name}`;
  await git.init(folder, repository);
  await fill(folder);
  await git.commitAll(folder, { message: firstMessage(name) });
  await git.push(folder, repository);
  rmSync(folder, { recursive: true, force: true });
  context.log.info(`${repository} is in Git`);
}

function firstMessage(name: string): string {
  return name === 'gitops'
    ? 'Begin the GitOps repository'
    : `Render ${name} from its golden path`;
}

/** Adds the services that never were there; one push, so all or nothing. */
async function seedGitOps(
  { context, git, state }: SeedOptions,
  services: readonly RenderedService[],
): Promise<void> {
  const unseeded = services.filter(({ name }) => !state.seeded.includes(name));
  if (unseeded.length === 0) {
    return;
  }
  const folder = join(context.labDir, 'platform', 'seed', 'gitops');
  await git.checkout(folder, `${organisation}/gitops`);
  const added = unseeded.filter(
    ({ name }) => !existsSync(join(folder, 'services', name)),
  );
  for (const { gitOps } of added) {
    cpSync(gitOps, folder, { recursive: true });
  }
  const commit = await git.commitAll(folder, {
    message: `Run ${added.map(({ name }) => name).join(', ')}`,
  });
  if (commit) {
    await git.push(folder, `${organisation}/gitops`);
  }
}
