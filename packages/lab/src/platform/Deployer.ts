import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { LabContext } from '../context';
import { organisation } from '../parts/gitea/api';
import type { Builder } from './Builder';
import type { Fleet } from './Fleet';
import type { Git } from './Git';
import type { CommitStatus, GiteaClient } from './GiteaClient';
import { desiredServices, type DesiredService } from './gitOps';
import type { MetricsWiring } from './MetricsWiring';
import type { PlatformState, ReleasedService } from './PlatformState';
import { releaseEvent, settingsOf } from './releaseEvents';
import { toRelease } from './releases';
import { readServiceValues, type ServiceValues } from './serviceValues';
import type { TimelineOutbox } from './TimelineOutbox';
import { versionLine } from './versions';

export interface DeployerOptions {
  readonly context: LabContext;
  readonly git: Git;
  readonly gitea: GiteaClient;
  readonly builder: Builder;
  readonly fleet: Fleet;
  readonly metrics: MetricsWiring;
  readonly state: PlatformState;
  readonly timeline: TimelineOutbox;
  /** After a release: the timeline has something to tell. */
  onReleased(): void;
}

/** How far a service is, in words for people. */
export interface ServiceProgress {
  readonly phase: 'waiting' | 'building' | 'releasing' | 'done' | 'failed';
  readonly message?: string;
}

/** A commit of a service together with the settings that it shall run with. */
interface Candidate {
  readonly name: string;
  readonly commit: string;
  readonly version: string;
  readonly values: ServiceValues;
  readonly settingsDigest: string;
}

// What failed for a reason outside of its commit may succeed later.
const retryFailedAfterMs = 60_000;

/** Makes what runs what the GitOps repository and the services' main say. */
export class Deployer {
  readonly progress = new Map<string, ServiceProgress>();
  /** What was done, or failed, for which commits of GitOps and the service. */
  private readonly settled = new Map<
    string,
    { heads: string; until: number }
  >();
  private gitOpsHead: string | undefined;
  private desired: readonly DesiredService[] = [];
  private complete = false;

  constructor(private readonly options: DeployerOptions) {}

  /** Whether all that is wanted has been tried at least once. */
  get isComplete(): boolean {
    return this.complete;
  }

  /** The folder with a repository's checked out main. */
  checkoutOf(repository: string): string {
    return join(this.options.context.labDir, 'platform', 'work', repository);
  }

  /**
   * One pass over all services.
   *
   * @throws Error if the GitOps repository cannot be read.
   */
  async reconcile(signal: AbortSignal): Promise<void> {
    await this.readGitOps();
    for (const service of this.desired) {
      signal.throwIfAborted();
      await this.reconcileService(service).catch(error => {
        signal.throwIfAborted();
        this.fail(service.name, (error as Error).message);
      });
    }
    this.complete = true;
  }

  /** Asks Gitea for the head first: git itself is only needed for news. */
  private async readGitOps(): Promise<void> {
    const { gitea, git, metrics } = this.options;
    const head = await gitea.branchHead(organisation, 'gitops');
    if (head !== undefined && head === this.gitOpsHead) {
      return;
    }
    const folder = this.checkoutOf('gitops');
    const commit = await git.checkout(folder, `${organisation}/gitops`);
    const { valid, invalid } = desiredServices(folder);
    const wanted = new Set(valid.map(({ name }) => name));
    await this.removeOthers(wanted);
    await metrics.keepOnly(wanted);
    for (const { name, problem } of invalid) {
      this.fail(name, problem);
    }
    this.desired = valid;
    this.gitOpsHead = commit;
  }

  private async removeOthers(wanted: ReadonlySet<string>): Promise<void> {
    const { context, fleet } = this.options;
    for (const name of fleet.names.filter(each => !wanted.has(each))) {
      context.log.info(`${name} is not wanted any more`);
      await fleet.remove(name);
    }
    for (const name of this.progress.keys()) {
      if (!wanted.has(name)) {
        this.progress.delete(name);
        this.settled.delete(name);
      }
    }
  }

  private async reconcileService(desired: DesiredService): Promise<void> {
    const { gitea, fleet } = this.options;
    const { name } = desired;
    const head = await gitea.branchHead(organisation, name);
    const heads = `${this.gitOpsHead} ${head}`;
    const known = this.settled.get(name);
    if (known?.heads === heads && Date.now() < known.until) {
      return;
    }
    try {
      const candidate = await this.readCandidate(desired);
      const running = fleet.get(name)?.release;
      if (
        running?.commit !== candidate.commit ||
        running.settingsDigest !== candidate.settingsDigest
      ) {
        await this.release(candidate);
      }
      this.progress.set(name, { phase: 'done' });
      this.settled.set(name, { heads, until: Infinity });
    } catch (error) {
      const until = Date.now() + retryFailedAfterMs;
      this.settled.set(name, { heads, until });
      throw error;
    }
  }

  private async readCandidate(desired: DesiredService): Promise<Candidate> {
    const { git } = this.options;
    const { name, folder, chartPath } = desired;
    const checkout = this.checkoutOf(name);
    const commit = await git.checkout(checkout, `${organisation}/${name}`);
    const values = readServiceValues(join(checkout, chartPath), folder);
    const patch = (await git.commitCount(checkout)) - 1;
    return {
      name,
      commit,
      version: `${versionLine(name)}.${patch}`,
      values,
      settingsDigest: createHash('sha256')
        .update(JSON.stringify(values))
        .digest('hex'),
    };
  }

  private async release(candidate: Candidate): Promise<void> {
    const { context, builder, fleet, metrics } = this.options;
    const { name, commit, version } = candidate;
    const checkout = this.checkoutOf(name);
    const build = await this.inPhase(candidate, 'building', () =>
      builder.build(name, checkout, commit, version),
    );
    await this.inPhase(candidate, 'releasing', async () => {
      const service = await fleet.ensure(name);
      await metrics.updateRules(name, checkout);
      const resolve = (host: string) => fleet.resolve(host);
      const release = await toRelease(context, resolve, {
        ...candidate,
        build,
      });
      await service.deploy(release);
    });
    await this.record(candidate);
  }

  /** Tells the timeline, unless this very release has only been started again. */
  private async record(candidate: Candidate): Promise<void> {
    const { context, git, state, timeline } = this.options;
    const { name, commit, version, settingsDigest, values } = candidate;
    const previous = state.released[name];
    if (
      previous?.commit === commit &&
      previous.settingsDigest === settingsDigest
    ) {
      return;
    }
    const released: ReleasedService = {
      ...{ commit, version, settingsDigest },
      settings: settingsOf(values),
      at: new Date().toISOString(),
      sequence: (previous?.sequence ?? 0) + 1,
    };
    const { author, subject } = await git.describe(this.checkoutOf(name));
    const repositoryUrl = `${context.urls.gitea}/${organisation}/${name}`;
    timeline.add(
      releaseEvent({
        ...{ service: name, released, previous },
        ...{ author, subject, repositoryUrl },
      }),
    );
    // After the event: cut off in between, the same event is made once more.
    state.setReleased(name, released);
    context.log.info(`${name} ${version} is live: ${subject}`);
    this.options.onReleased();
  }

  /** Does one step of a release and shows it on the commit. */
  private async inPhase<T>(
    { name, commit }: Candidate,
    phase: 'building' | 'releasing',
    act: () => Promise<T>,
  ): Promise<T> {
    const context = phase === 'building' ? 'lab/build' : 'lab/release';
    const report = (status: Omit<CommitStatus, 'context'>) =>
      this.report(name, commit, { context, ...status });
    this.progress.set(name, { phase });
    this.options.context.log.info(`${phase} ${name} ${commit.slice(0, 8)}`);
    await report({ state: 'pending', description: `${phase} …` });
    const begin = Date.now();
    try {
      const result = await act();
      const seconds = ((Date.now() - begin) / 1000).toFixed(1);
      await report({ state: 'success', description: `done in ${seconds} s` });
      return result;
    } catch (error) {
      await report({ state: 'failure', description: lastLine(error) });
      throw error;
    }
  }

  /** A status is for people: that it cannot be set stops no release. */
  private async report(
    repository: string,
    commit: string,
    status: CommitStatus,
  ): Promise<void> {
    const { gitea, context } = this.options;
    await gitea
      .setCommitStatus(organisation, repository, commit, status)
      .catch(error =>
        context.log.warn(`No status for ${repository}: ${error.message}`),
      );
  }

  private fail(name: string, message: string): void {
    this.progress.set(name, { phase: 'failed', message });
    this.options.context.log.error(`${name}: ${message}`);
  }
}

function lastLine(error: unknown): string {
  return (error as Error).message.trim().split('\n').at(-1)!.slice(0, 200);
}
