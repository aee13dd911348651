import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { askReadiness } from '../runner/probe';
import { identify, type ProcessIdentity } from '../runner/processes';
import type { RotatingLog } from '../runner/RotatingLog';

export interface ServiceCommand {
  readonly binary: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly httpPort: number;
  readonly adminPort: number;
}

const keptLines = 20;

/** One process of a service, from its start to its end. */
export class ServiceProcess {
  /** Says how it ended; never rejects. */
  readonly ended: Promise<string>;
  readonly identity: ProcessIdentity | undefined;
  private running = true;
  private lastOutput = '';
  private stopping: Promise<void> | undefined;

  static start(command: ServiceCommand, log: RotatingLog): ServiceProcess {
    const child = spawn(command.binary, [], {
      cwd: command.folder,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        // By it, `make stop` finds all that descends from a run.
        GORELIABLE_RUN_ID: process.env.GORELIABLE_RUN_ID,
        ...command.env,
      },
      // Not detached: if this process is stopped the hard way, its group is too.
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServiceProcess(child, command, log);
  }

  private constructor(
    private readonly child: ChildProcess,
    readonly command: ServiceCommand,
    log: RotatingLog,
  ) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        log.write(chunk);
        this.lastOutput = `${this.lastOutput}${chunk}`.slice(-4000);
      });
    }
    this.ended = new Promise<string>(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('close', (code, signal) =>
        resolve(signal ? `ended by ${signal}` : `ended with code ${code}`),
      );
    }).then(reason => {
      this.running = false;
      return reason;
    });
    this.identity = child.pid === undefined ? undefined : identify(child.pid);
  }

  get isRunning(): boolean {
    return this.running;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * Resolves once it says that it is ready.
   *
   * @throws Error with its last words if it ends before, or takes too long.
   */
  async ready(withinMs: number, signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + withinMs;
    const http = `http://127.0.0.1:${this.command.adminPort}/readyz`;
    while (!(await askReadiness({ http })).ready) {
      signal.throwIfAborted();
      if (!this.running) {
        throw new Error(`${await this.ended}; it said: ${this.lastWords()}`);
      }
      if (Date.now() > deadline) {
        throw new Error(
          `was not ready within ${
            withinMs / 1000
          } s; it said: ${this.lastWords()}`,
        );
      }
      await delay(50, undefined, { signal });
    }
  }

  /** Asks it to end, once, and insists after `withinMs`. */
  stop(withinMs: number): Promise<void> {
    this.stopping ??= this.stopNow(withinMs);
    return this.stopping;
  }

  private async stopNow(withinMs: number): Promise<void> {
    if (!this.running) {
      return;
    }
    this.child.kill('SIGTERM');
    const patience = new AbortController();
    const insist = delay(withinMs, undefined, { signal: patience.signal }).then(
      () => this.child.kill('SIGKILL'),
      () => {},
    );
    await this.ended;
    patience.abort();
    await insist;
  }

  private lastWords(): string {
    const lines = this.lastOutput.trim().split('\n');
    return lines.slice(-keptLines).join('\n') || 'nothing';
  }
}
