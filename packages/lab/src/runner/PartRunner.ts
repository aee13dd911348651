import { setTimeout as delay } from 'node:timers/promises';
import type { LabContext } from '../context';
import { deferred } from '../deferred';
import type { PartDefinition, PartWork } from '../parts/types';
import type { PartState } from '../status';
import { decideRestart, defaultRestartRule } from './backoff';
import { PartProcess } from './PartProcess';
import { takenPorts, takenPortsMessage } from './ports';
import { askReadiness } from './probe';
import type { ProcessIdentity } from './processes';
import type { RotatingLog } from './RotatingLog';

/** What a part's runner needs from the supervisor around it. */
export interface PartHost {
  readonly context: LabContext;
  readonly runId: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: RotatingLog;
  /** Resolves when all that the part needs is there, rejects if it never will be. */
  prerequisites(signal: AbortSignal): Promise<void>;
  onState(state: PartState, message?: string): void;
  onProcess(identity: ProcessIdentity | undefined): void;
}

/** Keeps one part running from its start until it is told to stop. */
export class PartRunner {
  /** Resolves when the part is ready for the first time; rejects if given up. */
  readonly ready: Promise<void>;
  private readonly readiness = deferred();
  private readonly stopping = new AbortController();
  private readonly work: PartWork;
  private process: PartProcess | undefined;
  private finished: Promise<void> = Promise.resolve();
  private everReady = false;
  private failures = 0;

  constructor(
    private readonly part: PartDefinition,
    private readonly host: PartHost,
  ) {
    this.ready = this.readiness.promise;
    this.work = {
      signal: this.stopping.signal,
      report: message => host.onState('preparing', message),
    };
  }

  start(): void {
    this.finished = this.keepRunning().catch(error => {
      if (!this.stopping.signal.aborted) {
        this.host.onState('failed', shortMessage(error));
        this.readiness.reject(error);
      }
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('The lab is being stopped'));
    this.host.onState('stopping');
    await this.process?.stop(this.part.stopSignal, this.part.stopWithinMs);
    await this.finished;
    this.host.onProcess(undefined);
    this.host.onState('stopped');
  }

  private async keepRunning(): Promise<void> {
    const { signal } = this.stopping;
    await this.host.prerequisites(signal);
    while (!signal.aborted) {
      const reason = await this.runOnce().catch(shortMessage);
      if (signal.aborted) {
        return;
      }
      this.failures += 1;
      const decision = decideRestart(
        { failures: this.failures, everReady: this.everReady },
        { ...defaultRestartRule, ...this.part.restart },
      );
      if (decision.kind === 'give-up') {
        throw new Error(`given up after ${this.failures} tries: ${reason}`);
      }
      this.host.onState('restarting', reason);
      await delay(decision.delayMs, undefined, { signal });
    }
  }

  /** Runs the command once; gives the reason why it is over. */
  private async runOnce(): Promise<string> {
    const { part, host } = this;
    this.host.onState('preparing');
    await part.prepare?.(host.context, this.work);
    await this.assertPortsFree();
    this.stopping.signal.throwIfAborted();
    this.host.onState('starting');
    host.log.write(`--- ${new Date().toISOString()} starting ${part.name}\n`);
    const running = PartProcess.start(part.command(host.context), host);
    this.process = running;
    host.onProcess(running.identity);
    try {
      await this.becomeReady(running);
      return await this.stayReady(running);
    } finally {
      // Also takes what the command itself has left behind in its group.
      await running.stop(part.stopSignal, part.stopWithinMs);
      host.onProcess(undefined);
    }
  }

  private async becomeReady(running: PartProcess): Promise<void> {
    const { part, host } = this;
    const probe = part.readiness(host.context);
    const deadline = Date.now() + part.readyWithinMs;
    for (;;) {
      const answer = await askReadiness(probe);
      if (answer.ready && running.isRunning) {
        break;
      }
      if (!running.isRunning) {
        throw new Error(await running.ended);
      }
      if (Date.now() > deadline) {
        const seconds = Math.round(part.readyWithinMs / 1000);
        throw new Error(`was not ready within ${seconds} s`);
      }
      if (answer.message) {
        host.onState('starting', answer.message);
      }
      await delay(150, undefined, { signal: this.stopping.signal });
    }
    await part.onStarted?.(host.context, this.work);
    this.everReady = true;
    host.onState('ready');
    this.readiness.resolve();
  }

  private async stayReady(running: PartProcess): Promise<string> {
    const forgive = setTimeout(() => {
      this.failures = 0;
    }, defaultRestartRule.forgiveAfterMs);
    try {
      return await running.ended;
    } finally {
      clearTimeout(forgive);
    }
  }

  private async assertPortsFree(): Promise<void> {
    const { part, host } = this;
    const wanted = part
      .ports(host.context)
      .map(port => ({ port, wantedBy: part.name }));
    const taken = await takenPorts(wanted);
    if (taken.length > 0) {
      throw new Error(takenPortsMessage(taken));
    }
  }
}

function shortMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
