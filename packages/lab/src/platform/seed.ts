import { cpSync, existsSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LabContext } from '../context';
import { organisation } from '../parts/gitea/api';
import type { Git } from './Git';
import type { GiteaClient } from './GiteaClient';
import {
  labServiceNames,
  readAnswers,
  renderedService,
  renderLabServices,
} from './labServices';
import type { PlatformState } from './PlatformState';

export interface SeedOptions {
  readonly context: LabContext;
  readonly git: Git;
  readonly gitea: GiteaClient;
  readonly state: PlatformState;
  readonly signal: AbortSignal;
  /** Only tests have another one. */
  readonly render?: typeof renderLabServices;
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
  const { context, gitea, state } = options;
  const names = labServiceNames(context);
  const isNew = await isMissing(gitea, 'gitops');
  // Who has removed a service from GitOps means it, unless all of it is gone.
  const unseeded = names.filter(name => isNew || !state.seeded.includes(name));
  const missing: string[] = [];
  for (const name of names) {
    if (await isMissing(gitea, name)) {
      missing.push(name);
    }
  }
  if (isNew) {
    await fillRepository(options, 'gitops', 'What runs', async folder => {
      await writeFile(join(folder, 'README.md'), gitOpsReadme);
    });
  }
  if (missing.length > 0 || unseeded.length > 0) {
    await (options.render ?? renderLabServices)(context, options.signal);
  }
  for (const name of missing) {
    const { values } = readAnswers(context, name);
    const description = String(values.description ?? name);
    await fillRepository(options, name, description, async folder => {
      const { repository } = renderedService(context, name);
      cpSync(repository, folder, { recursive: true });
    });
  }
  await seedGitOps(options, unseeded);
  state.setSeeded(names);
}

/** Whether a repository does not exist, or has no commit yet. */
async function isMissing(gitea: GiteaClient, name: string): Promise<boolean> {
  const repository = await gitea.repository(organisation, name);
  return !repository || repository.empty;
}

/** Creates a repository, if that has not been done, and pushes its first commit. */
async function fillRepository(
  { context, git, gitea, signal }: SeedOptions,
  name: string,
  description: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  if (!(await gitea.repository(organisation, name))) {
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
  await untilSeen(gitea, name, signal);
  rmSync(folder, { recursive: true, force: true });
  context.log.info(`${repository} is in Git`);
}

/** Gitea takes a moment, with errors in it, to notice a repository's first push. */
async function untilSeen(
  gitea: GiteaClient,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const head = await gitea
      .branchHead(organisation, name)
      .catch(() => undefined);
    if (head) {
      return;
    }
    await delay(100, undefined, { signal });
  }
}

function firstMessage(name: string): string {
  return name === 'gitops'
    ? 'Begin the GitOps repository'
    : `Render ${name} from its golden path`;
}

/** Adds services to GitOps; one push, so all or none. */
async function seedGitOps(
  { context, git }: SeedOptions,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) {
    return;
  }
  const folder = join(context.labDir, 'platform', 'seed', 'gitops');
  await git.checkout(folder, `${organisation}/gitops`);
  const added = names.filter(
    name => !existsSync(join(folder, 'services', name)),
  );
  for (const name of added) {
    cpSync(renderedService(context, name).gitOps, folder, { recursive: true });
  }
  const commit = await git.commitAll(folder, {
    message: `Run ${added.join(', ')}`,
  });
  if (commit) {
    await git.push(folder, `${organisation}/gitops`);
  }
}
