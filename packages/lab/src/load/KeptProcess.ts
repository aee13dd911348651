import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { LabLog } from '../log';
import { decideRestart, defaultRestartRule } from '../runner/backoff';
import type { RotatingLog } from '../runner/RotatingLog';

export interface ProcessCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface KeptProcessOptions {
  readonly name: string;
  /** Asked for before each start, as what it depends on may have changed. */
  command(): Promise<ProcessCommand> | ProcessCommand;
  readonly log: LabLog;
  readonly output: RotatingLog;
}

/** A process that is started again whenever it ends, after a growing pause. */
export class KeptProcess {
  private readonly stopping = new AbortController();
  private child: ChildProcess | undefined;
  private readonly finished: Promise<void>;

  constructor(private readonly options: KeptProcessOptions) {
    this.finished = this.keep().catch(error => {
      if (!this.stopping.signal.aborted) {
        options.log.error(`${options.name} is given up`, error);
      }
    });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error(`${this.options.name} is being stopped`));
    this.child?.kill('SIGTERM');
    const insist = setTimeout(() => this.child?.kill('SIGKILL'), 3000);
    await this.finished;
    clearTimeout(insist);
  }

  private async keep(): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      const begin = Date.now();
      const reason = await this.runOnce();
      if (signal.aborted) {
        return;
      }
      const wasLong = Date.now() - begin > defaultRestartRule.forgiveAfterMs;
      failures = wasLong ? 1 : failures + 1;
      this.options.log.info(`${this.options.name} ${reason}; starting again`);
      const decision = decideRestart({ failures, everReady: true });
      const pause = decision.kind === 'restart' ? decision.delayMs : 0;
      await delay(pause, undefined, { signal });
    }
  }

  private async runOnce(): Promise<string> {
    const { file, args, env } = await this.options.command();
    this.stopping.signal.throwIfAborted();
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', chunk => this.options.output.write(chunk));
    }
    try {
      const [code, endSignal] = await once(child, 'close');
      return endSignal ? `ended by ${endSignal}` : `ended with code ${code}`;
    } catch (error) {
      return (error as Error).message;
    } finally {
      this.child = undefined;
    }
  }
}
