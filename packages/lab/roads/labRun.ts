import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type LabContext, loadLabContext } from '../src/context';
import { readFileIfExists } from '../src/files';
import { readRunFile, type RunRecord } from '../src/runner/runFile';
import { runFiles } from '../src/runner/runFiles';
import {
  type LabStatus,
  labStatusSchema,
  type PartStatus,
} from '../src/status';
import { eventually } from './browser';

/** One `make run` in a process group of its own. */
export class LabRun {
  /** What it has said so far. */
  output = '';
  readonly ended: Promise<number | null>;
  private readonly process: ChildProcess;

  private constructor(
    private readonly context: LabContext,
    environment: NodeJS.ProcessEnv,
  ) {
    this.process = spawn(
      join(context.root, 'scripts', 'bootstrap.sh'),
      ['run'],
      { cwd: context.root, env: environment, detached: true },
    );
    this.process.stdout?.on('data', text => (this.output += text));
    this.process.stderr?.on('data', text => (this.output += text));
    this.ended = new Promise(resolve => this.process.once('exit', resolve));
  }

  static start(environment: NodeJS.ProcessEnv): LabRun {
    return new LabRun(loadLabContext(environment), environment);
  }

  /** Who runs and what was started, if this very process has taken over. */
  get record(): RunRecord | undefined {
    const record = readRunFile(runFiles(this.context.labDir).run);
    return record?.supervisor.pid === this.process.pid ? record : undefined;
  }

  get status(): LabStatus | undefined {
    const content = readFileIfExists(runFiles(this.context.labDir).status);
    return this.record && content
      ? labStatusSchema.parse(JSON.parse(content))
      : undefined;
  }

  part(name: string): PartStatus | undefined {
    return this.status?.parts.find(part => part.name === name);
  }

  /** Waits for what the status has to say; fails at once if the run is over or a part is given up. */
  async until<T>(
    what: string,
    withinMs: number,
    attempt: (status: LabStatus) => T | undefined | false,
  ): Promise<T> {
    const outcome = await eventually(what, withinMs, async () => {
      const problem = this.problem();
      if (problem) {
        return { problem };
      }
      const value = this.status && attempt(this.status);
      return value !== undefined && value !== false && { value };
    });
    if ('problem' in outcome) {
      throw new Error(`${what} did not happen: ${outcome.problem}`);
    }
    return outcome.value;
  }

  /** Why waiting is of no use any more. */
  private problem(): string | undefined {
    if (this.isOver) {
      return `the run ended:\n${this.output.slice(-4000)}`;
    }
    const failed = this.status?.parts.find(({ state }) => state === 'failed');
    return failed && `${failed.name} failed: ${failed.message}`;
  }

  private get isOver(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  async allReady(withinMs: number): Promise<LabStatus> {
    return await this.until('all parts being ready', withinMs, status =>
      status.parts.every(({ state }) => state === 'ready') ? status : undefined,
    );
  }

  /** The worst end: nothing of this process can clear anything away. */
  async killGroup(): Promise<void> {
    process.kill(-this.process.pid!, 'SIGKILL');
    await this.ended;
  }

  /** Ctrl-C. @returns the exit code */
  async interrupt(): Promise<number | null> {
    if (!this.isOver) {
      process.kill(this.process.pid!, 'SIGINT');
    }
    return await this.ended;
  }
}
