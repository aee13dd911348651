import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../context';
import { organisation } from '../parts/gitea/api';
import type { Builder } from './Builder';
import type { Git } from './Git';
import type { CommitStatus, GiteaClient, PullRequest } from './GiteaClient';
import { readServiceConfig } from './gitOps';
import { readServiceValues } from './serviceValues';
import { versionLine } from './versions';

export interface PullRequestRobotOptions {
  readonly context: LabContext;
  readonly git: Git;
  readonly gitea: GiteaClient;
  readonly builder: Builder;
  /** A pull request has been merged. */
  onMerged(): void;
}

/** Which services a pull request touches, and whether it only adds them. */
export interface Change {
  readonly services: readonly string[];
  readonly addsOnly: boolean;
}

/** Reads the list of a pull request's files. */
export function changeOf(
  files: ReadonlyArray<{ filename: string; status: string }>,
): Change {
  const names = files.map(
    ({ filename }) => /^services\/([^/]+)\/./.exec(filename)?.[1],
  );
  return {
    services: [...new Set(names.filter(name => name !== undefined))],
    addsOnly:
      files.length > 0 &&
      names.every(name => name !== undefined) &&
      files.every(({ status }) => status === 'added'),
  };
}

// What failed for a reason outside of the pull request may succeed later.
const retryFailedAfterMs = 60_000;

/**
 * Checks pull requests against the GitOps repository and merges those that
 * only add services, once all checks are green. Any other change is checked,
 * too, but a person's to merge.
 */
export class PullRequestRobot {
  /** Checked already, with the commit of each repository it depends on. */
  private readonly checked = new Map<
    number,
    { heads: string; until: number }
  >();

  constructor(private readonly options: PullRequestRobotOptions) {}

  /** One pass over the open pull requests. */
  async run(signal: AbortSignal): Promise<void> {
    const { gitea, context } = this.options;
    const open = await gitea.openPullRequests(organisation, 'gitops');
    for (const number of this.checked.keys()) {
      if (!open.some(pullRequest => pullRequest.number === number)) {
        this.checked.delete(number);
      }
    }
    for (const pullRequest of open) {
      signal.throwIfAborted();
      await this.handle(pullRequest).catch(error => {
        signal.throwIfAborted();
        context.log.error(`Pull request ${pullRequest.number} failed`, error);
      });
    }
  }

  private async handle(pullRequest: PullRequest): Promise<void> {
    const { gitea, context } = this.options;
    if (pullRequest.base.ref !== 'main') {
      return;
    }
    const { number } = pullRequest;
    const change = changeOf(
      await gitea.pullRequestFiles(organisation, 'gitops', number),
    );
    if (change.services.length === 0) {
      return;
    }
    const heads = await Promise.all(
      change.services.map(name => gitea.branchHead(organisation, name)),
    );
    const known = this.checked.get(number);
    const current = [pullRequest.head.sha, ...heads].join(' ');
    if (known?.heads === current && Date.now() < known.until) {
      return;
    }
    context.log.info(`Checking pull request ${number}: ${pullRequest.title}`);
    const isGreen = await this.check(pullRequest, change.services);
    if (isGreen && change.addsOnly) {
      await gitea.mergePullRequest(organisation, 'gitops', pullRequest);
      context.log.info(`Merged pull request ${number}`);
      this.options.onMerged();
    }
    this.checked.set(number, {
      heads: current,
      until: isGreen ? Infinity : Date.now() + retryFailedAfterMs,
    });
  }

  /** Runs all checks, each for all services, until one fails. */
  private async check(
    pullRequest: PullRequest,
    services: readonly string[],
  ): Promise<boolean> {
    const { context, git } = this.options;
    const folder = join(context.labDir, 'platform', 'work', 'pull-request');
    await git.checkout(
      folder,
      `${organisation}/gitops`,
      `refs/pull/${pullRequest.number}/head`,
    );
    // A service that is taken away needs neither a repository nor a build.
    const present = services.filter(service =>
      existsSync(join(folder, 'services', service)),
    );
    const checks: Array<[string, (service: string) => Promise<void>]> = [
      ['lab/config', service => this.checkConfig(folder, service)],
      ['lab/repository', service => this.checkRepository(service)],
      ['lab/build', service => this.checkBuild(service)],
    ];
    for (const [name, check] of checks) {
      await this.report(pullRequest, { context: name, state: 'pending' });
      try {
        for (const service of present) {
          await check(service);
        }
      } catch (error) {
        const description = (error as Error).message.trim().split('\n').at(-1);
        context.log.warn(
          `Pull request ${pullRequest.number}: ${name} failed: ${description}`,
        );
        await this.report(pullRequest, {
          context: name,
          state: 'failure',
          description,
        });
        return false;
      }
      await this.report(pullRequest, { context: name, state: 'success' });
    }
    return true;
  }

  private async checkConfig(folder: string, service: string): Promise<void> {
    const ofService = join(folder, 'services', service);
    const { source } = readServiceConfig(service, ofService);
    readServiceValues(join(this.checkoutOf(service), source.path), ofService);
  }

  private async checkRepository(service: string): Promise<void> {
    const head = await this.options.gitea.branchHead(organisation, service);
    if (!head) {
      throw new Error(
        `There is no repository ${organisation}/${service} with a main branch`,
      );
    }
  }

  private async checkBuild(service: string): Promise<void> {
    const { git, builder } = this.options;
    const checkout = this.checkoutOf(service);
    const commit = await git.checkout(checkout, `${organisation}/${service}`);
    const patch = (await git.commitCount(checkout)) - 1;
    const version = `${versionLine(service)}.${patch}`;
    await builder.build(service, checkout, commit, version);
  }

  // Not the folder that releases are made from: the two run at the same time.
  private checkoutOf(service: string): string {
    const { labDir } = this.options.context;
    return join(labDir, 'platform', 'work', 'checks', service);
  }

  private async report(
    { head }: PullRequest,
    status: Omit<CommitStatus, 'description'> & { description?: string },
  ): Promise<void> {
    await this.options.gitea.setCommitStatus(organisation, 'gitops', head.sha, {
      description: status.state,
      ...status,
    });
  }
}
