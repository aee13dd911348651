import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { PartCommand } from '../parts/types';
import {
  identify,
  runIdVariable,
  signalGroup,
  signalProcess,
  type ProcessIdentity,
} from './processes';
import type { RotatingLog } from './RotatingLog';

/**
 * One run of a part's command, as the leader of a process group of its own:
 * Ctrl-C in the terminal reaches the supervisor only, and whatever the command
 * starts can be stopped together with it.
 */
export class PartProcess {
  /** Says how it ended; never rejects. */
  readonly ended: Promise<string>;
  readonly identity: ProcessIdentity | undefined;
  private running = true;
  private stopped: Promise<void> | undefined;

  static start(
    command: PartCommand,
    options: { env: NodeJS.ProcessEnv; runId: string; log: RotatingLog },
  ): PartProcess {
    const child = spawn(command.file, command.args, {
      cwd: command.cwd,
      env: {
        ...options.env,
        ...command.env,
        [runIdVariable]: options.runId,
      },
      uid: command.uid,
      gid: command.gid,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new PartProcess(child, options.log);
  }

  private constructor(private readonly child: ChildProcess, log: RotatingLog) {
    child.stdout!.on('data', chunk => log.write(chunk));
    child.stderr!.on('data', chunk => log.write(chunk));
    this.ended = new Promise(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('exit', (code, signal) =>
        resolve(signal ? `ended by ${signal}` : `ended with code ${code}`),
      );
    }).then(reason => {
      this.running = false;
      return reason as string;
    });
    this.identity = child.pid === undefined ? undefined : identify(child.pid);
  }

  get isRunning(): boolean {
    return this.running;
  }

  /**
   * Asks it to end, insists after `withinMs`, and takes its group with it. Only
   * once: later its number may be that of somebody else's group.
   */
  stop(signal: NodeJS.Signals, withinMs: number): Promise<void> {
    this.stopped ??= this.stopOnce(signal, withinMs);
    return this.stopped;
  }

  private async stopOnce(
    signal: NodeJS.Signals,
    withinMs: number,
  ): Promise<void> {
    const { pid } = this.child;
    if (pid === undefined) {
      return;
    }
    if (this.running) {
      signalProcess(pid, signal);
      const patience = new AbortController();
      await Promise.race([
        this.ended,
        delay(withinMs, undefined, { signal: patience.signal }).catch(() => {}),
      ]);
      patience.abort();
    }
    signalGroup(pid, 'SIGKILL');
    await this.ended;
  }
}
