import { setTimeout as delay } from 'node:timers/promises';
import type { LabLog } from '../log';
import type { ServicePorts } from '../ports';
import { decideRestart, defaultRestartRule } from '../runner/backoff';
import type { ProcessIdentity } from '../runner/processes';
import type { RotatingLog } from '../runner/RotatingLog';
import { Forwarder } from './Forwarder';
import { freePorts } from './freePorts';
import { ServiceProcess } from './ServiceProcess';

/** A build of a service with the settings it runs with. */
export interface Release {
  readonly commit: string;
  readonly version: string;
  /** Of the settings; another one is another release of the same commit. */
  readonly settingsDigest: string;
  /** The folder that holds the binary, and the process' working folder. */
  readonly folder: string;
  readonly binary: string;
  /** How long the process may take to drain, by its own settings. */
  readonly stopWithinMs: number;
  environment(ports: ServicePorts): Record<string, string>;
}

export type ServiceState =
  | 'waiting'
  | 'starting'
  | 'running'
  | 'restarting'
  | 'stopped';

export interface ServiceHost {
  readonly log: LabLog;
  readonly output: RotatingLog;
  /** The scrape target has moved to another port, or is gone. */
  onTarget(adminPort: number | undefined): void;
  onProcesses(): void;
}

const readyWithinMs = 60_000;

/**
 * Keeps one process of a service's current release running behind the
 * service's fixed ports. A release replaces it without a gap; a process that
 * ends by itself is started again after a pause.
 */
export class ManagedService {
  state: ServiceState = 'waiting';
  /** Why it is not running; the last failure. */
  problem: string | undefined;
  restarts = 0;
  private readonly stopping = new AbortController();
  private readonly processes = new Set<ServiceProcess>();
  private current: ServiceProcess | undefined;
  private currentRelease: Release | undefined;
  private failures = 0;
  private readySince = 0;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly name: string,
    private readonly host: ServiceHost,
    private readonly http: Forwarder,
    private readonly admin: Forwarder,
  ) {}

  /** @throws Error if the service's ports cannot be had. */
  static async create(
    name: string,
    ports: ServicePorts,
    host: ServiceHost,
  ): Promise<ManagedService> {
    const http = await Forwarder.listen(ports.http);
    try {
      const admin = await Forwarder.listen(ports.admin);
      return new ManagedService(name, host, http, admin);
    } catch (error) {
      await http.close();
      throw error;
    }
  }

  get release(): Release | undefined {
    return this.currentRelease;
  }

  get process(): ServiceProcess | undefined {
    return this.current;
  }

  /** Of all its processes that may be running, also one that drains. */
  get identities(): ProcessIdentity[] {
    return [...this.processes].flatMap(process => process.identity ?? []);
  }

  /**
   * Starts the release beside the old one, waits until it is ready and lets it
   * take over. The old one drains, which nobody has to wait for.
   *
   * @throws Error if it does not become ready; the old one keeps running.
   */
  async deploy(release: Release): Promise<void> {
    await this.inTurn(async () => {
      this.state = this.current ? this.state : 'starting';
      const next = await this.launch(release).catch(error => {
        this.state = this.current ? 'running' : 'stopped';
        throw error;
      });
      const previous = this.current;
      const drainMs = this.currentRelease?.stopWithinMs ?? 0;
      this.currentRelease = release;
      this.failures = 0;
      this.takeOver(next);
      void previous?.stop(drainMs);
    });
  }

  /** Stops all processes and gives the ports back. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error(`${this.name} is being stopped`));
    await this.inTurn(async () => {
      this.current = undefined;
      this.state = 'stopped';
      this.host.onTarget(undefined);
      const withinMs = this.currentRelease?.stopWithinMs ?? 0;
      await Promise.all(
        [...this.processes].map(process => process.stop(withinMs)),
      );
      await Promise.all([this.http.close(), this.admin.close()]);
      this.host.output.close();
    });
  }

  private async launch(release: Release): Promise<ServiceProcess> {
    const [http, admin] = await freePorts(2);
    const process = ServiceProcess.start(
      {
        binary: release.binary,
        folder: release.folder,
        env: release.environment({ http, admin }),
        httpPort: http,
        adminPort: admin,
      },
      this.host.output,
    );
    this.processes.add(process);
    this.host.onProcesses();
    void process.ended.then(() => {
      this.processes.delete(process);
      this.host.onProcesses();
    });
    try {
      await process.ready(readyWithinMs, this.stopping.signal);
      return process;
    } catch (error) {
      await process.stop(1000);
      this.problem = (error as Error).message;
      throw error;
    }
  }

  private takeOver(process: ServiceProcess): void {
    this.current = process;
    this.state = 'running';
    this.problem = undefined;
    this.readySince = Date.now();
    this.http.pointAt(process.command.httpPort);
    this.admin.pointAt(process.command.adminPort);
    this.host.onTarget(process.command.adminPort);
    void process.ended.then(reason => this.onEnd(process, reason));
  }

  private onEnd(process: ServiceProcess, reason: string): void {
    if (this.current !== process) {
      return;
    }
    this.current = undefined;
    this.state = 'restarting';
    this.problem = reason;
    this.http.pointAt(undefined);
    this.admin.pointAt(undefined);
    if (Date.now() - this.readySince > defaultRestartRule.forgiveAfterMs) {
      this.failures = 0;
    }
    this.host.log.warn(`${this.name} ${reason}; starting it again`);
    void this.keepRestarting().catch(error => {
      if (!this.stopping.signal.aborted) {
        this.host.log.error(`${this.name} stays down`, error);
      }
    });
  }

  private async keepRestarting(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted && !this.current) {
      this.failures += 1;
      const decision = decideRestart({
        failures: this.failures,
        // Its release was ready once: the trouble may be a neighbour's.
        everReady: true,
      });
      const pause = decision.kind === 'restart' ? decision.delayMs : 0;
      await delay(pause, undefined, { signal });
      await this.inTurn(async () => {
        // A release may have taken over in the meantime.
        if (!this.current && this.currentRelease && !signal.aborted) {
          this.restarts += 1;
          await this.launch(this.currentRelease).then(
            process => this.takeOver(process),
            error => this.host.log.warn(`${this.name} ${error.message}`),
          );
        }
      });
    }
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = this.turn.then(act);
    this.turn = result.catch(() => {});
    return result;
  }
}
