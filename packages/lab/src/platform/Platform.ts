import { join } from 'node:path';
import { loadTargetOf } from '../load/loadTarget';
import { LoadGenerator } from '../load/LoadGenerator';
import type { LabContext } from '../context';
import { organisation } from '../parts/gitea/api';
import { isAlive, signalProcess } from '../runner/processes';
import { ScenarioRunner } from '../scenarios/ScenarioRunner';
import { pastEvents } from '../history/pastEvents';
import { historyEnd } from '../history/prepareHistory';
import type { PlatformApi } from './api';
import { openTokenKey } from './customerTokens';
import { Builder } from './Builder';
import { Deployer } from './Deployer';
import { Fleet } from './Fleet';
import { Git } from './Git';
import { GiteaClient } from './GiteaClient';
import { labServiceNames } from './labServices';
import { Loop } from './Loop';
import { MetricsWiring } from './MetricsWiring';
import { PlatformState } from './PlatformState';
import { PullRequestRobot } from './PullRequestRobot';
import { seed } from './seed';
import type { PlatformStatus } from './status';
import { TimelineOutbox } from './TimelineOutbox';

// Webhooks say at once what has changed; asking is for those that got lost.
const pollMs = 20_000;
const outboxMs = 3_000;

/** The platform: what is in Git runs, is watched and has users. */
export class Platform implements PlatformApi {
  private readonly stopping = new AbortController();
  private readonly state: PlatformState;
  private readonly git: Git;
  private readonly gitea: GiteaClient;
  private readonly timeline: TimelineOutbox;
  private readonly metrics: MetricsWiring;
  private readonly fleet: Fleet;
  private readonly deployer: Deployer;
  private readonly load: LoadGenerator;
  private readonly runner: ScenarioRunner;
  private readonly loops: Record<'releases' | 'pulls' | 'events', Loop>;
  private seeded = false;

  constructor(private readonly context: LabContext) {
    const { labDir, urls, secrets, log, cacheDir } = context;
    const { signal } = this.stopping;
    const token = () => secrets.get('giteaToken');
    this.state = new PlatformState(join(labDir, 'platform', 'state.json'));
    this.git = new Git({ serverUrl: urls.gitea, token, signal });
    this.gitea = new GiteaClient({ url: urls.gitea, token, signal });
    this.timeline = new TimelineOutbox({
      folder: join(labDir, 'platform', 'outbox'),
      portalUrl: urls.portal,
      token: () => secrets.get('portalEventsToken'),
      log,
    });
    this.metrics = new MetricsWiring(context, signal);
    this.load = new LoadGenerator(context, openTokenKey(context).token);
    const builder = new Builder({ cacheDir, signal });
    const { git, gitea, metrics, state, timeline } = this;
    this.fleet = new Fleet({ context, metrics, state });
    const { fleet } = this;
    this.deployer = new Deployer({
      ...{ context, git, gitea, builder, fleet, metrics, state, timeline },
      onReleased: () => this.loops.events.trigger(),
    });
    this.runner = new ScenarioRunner({ context, git, timeline });
    const robot = new PullRequestRobot({
      ...{ context, git, gitea, builder },
      onMerged: () => this.loops.releases.trigger(),
    });
    this.loops = {
      releases: new Loop('Releasing', stop => this.release(stop), {
        everyMs: pollMs,
        log,
      }),
      pulls: new Loop('Checking pull requests', stop => robot.run(stop), {
        everyMs: pollMs,
        log,
      }),
      events: new Loop('Telling the timeline', stop => this.tell(stop), {
        everyMs: outboxMs,
        log,
      }),
    };
  }

  /** Begins to work; what fails at first is tried again. */
  start(): void {
    this.endLeftovers();
    this.metrics.start();
    this.loops.events.start();
    this.loops.releases.start();
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('The platform is being stopped'));
    const { releases, pulls, events } = this.loops;
    // The load first, so that no request fails for a service that stops.
    await this.load.stop();
    await Promise.all([releases.stop(), pulls.stop(), events.stop()]);
    await this.fleet.stop();
  }

  status(): PlatformStatus {
    const { context, deployer, fleet, runner, timeline } = this;
    const names = new Set([
      ...labServiceNames(context),
      ...deployer.progress.keys(),
      ...fleet.names,
    ]);
    const active = runner.active();
    return {
      ready: this.seeded && deployer.isComplete,
      message: this.activity(),
      services: [...names].map(name => this.statusOf(name)),
      load: this.load.status,
      scenario: active
        ? { name: active.name, title: active.title, since: active.since }
        : null,
      eventsWaiting: timeline.waiting,
    };
  }

  onNotice({ repository, kind }: Parameters<PlatformApi['onNotice']>[0]): void {
    if (kind === 'main') {
      this.loops.releases.trigger();
    }
    // A check that failed for a missing or broken repository may pass now.
    if (repository === 'gitops' || kind === 'main') {
      this.loops.pulls.trigger();
    }
  }

  scenarios() {
    return this.runner.all.map(({ name, title }) => ({ name, title }));
  }

  async breakWith(scenario: string) {
    const outcome = await this.runner.breakWith(scenario);
    this.loops.releases.trigger();
    this.loops.events.trigger();
    return outcome;
  }

  async heal() {
    const outcome = await this.runner.heal();
    this.loops.releases.trigger();
    this.loops.events.trigger();
    return outcome;
  }

  private async release(signal: AbortSignal): Promise<void> {
    if (!this.seeded) {
      await this.prepareGit(signal);
      this.seeded = true;
      this.loops.pulls.start();
    }
    await this.metrics.reloadIfNeeded();
    await this.deployer.reconcile(signal);
    await this.adjustLoad();
  }

  private async prepareGit(signal: AbortSignal): Promise<void> {
    const { context, git, gitea, state } = this;
    await gitea.ensureOrganizationHook(organisation, {
      url: `http://127.0.0.1:${context.ports.platform}/webhooks/gitea`,
      secret: context.secrets.get('giteaWebhookSecret'),
      events: ['push', 'pull_request', 'pull_request_sync'],
    });
    await seed({ context, git, gitea, state, signal });
  }

  private async tell(signal: AbortSignal): Promise<void> {
    const end = historyEnd(this.context);
    if (end !== undefined && end !== this.state.historyTold) {
      this.timeline.add(...pastEvents(end));
      this.state.setHistoryTold(end);
    }
    await this.timeline.flush(signal);
  }

  /** The platform's users come with the gateway, others with their service. */
  private async adjustLoad(): Promise<void> {
    const { deployer, fleet, load, context } = this;
    if (fleet.get('gateway')?.state === 'running') {
      load.startOrders();
    }
    const own = new Set(labServiceNames(context));
    const targets = fleet.names
      .filter(name => !own.has(name) && fleet.get(name)?.release)
      .map(name => loadTargetOf(deployer.checkoutOf(name), fleet.urlOf(name)))
      .filter(target => target !== undefined);
    await load.setTargets(targets);
  }

  private statusOf(name: string): PlatformStatus['services'][number] {
    const { context, deployer, fleet, state } = this;
    const service = fleet.get(name);
    const progress = deployer.progress.get(name);
    const ports = fleet.portsOf(name);
    return {
      name,
      phase: progress?.phase ?? 'waiting',
      message: service?.problem ?? progress?.message,
      state: service?.state ?? 'waiting',
      version: service?.release?.version,
      commit: service?.release?.commit,
      releasedAt: state.released[name]?.at,
      restarts: service?.restarts ?? 0,
      pid: service?.process?.pid,
      url: `http://127.0.0.1:${ports.http}`,
      adminUrl: `http://127.0.0.1:${ports.admin}`,
      repository: `${context.urls.gitea}/${organisation}/${name}`,
    };
  }

  private activity(): string | undefined {
    if (!this.seeded) {
      return 'putting the services into Git';
    }
    const busy = [...this.deployer.progress]
      .filter(([, { phase }]) => phase === 'building' || phase === 'releasing')
      .map(([name, { phase }]) => `${phase} ${name}`);
    return busy.join(', ') || undefined;
  }

  /** Processes of a former life that was ended the hard way. */
  private endLeftovers(): void {
    for (const identity of this.state.processes.filter(isAlive)) {
      this.context.log.warn(`Ending process ${identity.pid}, left behind`);
      signalProcess(identity.pid, 'SIGKILL');
    }
    this.state.setProcesses([]);
  }
}
