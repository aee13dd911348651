import { randomUUID } from 'node:crypto';
import type { LabContext } from '../context';
import { isDiskFull } from '../files';
import type { PartDefinition } from '../parts/types';
import type { ToolDefinition } from '../tools/definitions';
import { initialStatus } from './initialStatus';
import { findLeftovers, stopLeftovers } from './leftovers';
import { startOrder } from './order';
import { PartRunner } from './PartRunner';
import {
  waitForPrerequisites,
  type PrerequisiteSources,
} from './prerequisites';
import {
  identify,
  processesOfRun,
  signalGroup,
  signalProcess,
} from './processes';
import { RotatingLog } from './RotatingLog';
import { removeRunFile, writeRunFile, type RunRecord } from './runFile';
import { runFiles } from './runFiles';
import { StatusBoard } from './StatusBoard';
import { ToolQueue } from './ToolQueue';

/** Starts parts in the order of their needs, keeps them up and stops them. */
export class Supervisor {
  readonly board: StatusBoard;
  private readonly runners = new Map<string, PartRunner>();
  private readonly parts: readonly PartDefinition[];
  private readonly logs: RotatingLog[] = [];
  private readonly stopping = new AbortController();
  private readonly queue: ToolQueue;
  private stopped: Promise<void> | undefined;
  private building: Promise<void> = Promise.resolve();
  private record: RunRecord;

  constructor(
    private readonly context: LabContext,
    options: {
      parts: readonly PartDefinition[];
      tools: readonly ToolDefinition[];
      tiers: readonly string[];
      env: NodeJS.ProcessEnv;
    },
  ) {
    const files = runFiles(context.labDir);
    this.parts = startOrder(options.parts);
    this.record = {
      runId: randomUUID(),
      supervisor: identify(process.pid)!,
      portal: context.urls.portal,
      parts: {},
    };
    this.board = new StatusBoard(
      files.status,
      initialStatus(context, this.parts, options),
    );
    this.queue = new ToolQueue(context, options.tools, (name, change) =>
      this.board.tool(name, change),
    );
    for (const part of this.parts) {
      this.runners.set(part.name, this.runnerFor(part, options.env));
    }
  }

  /** By which everything that descends from this run can be found. */
  get runId(): string {
    return this.record.runId;
  }

  /** Begins; what becomes of it is on the board. */
  start(): void {
    // Unlike later ones this must not fail unseen: it is by what a run can be stopped.
    writeRunFile(runFiles(this.context.labDir).run, this.record);
    this.building = this.queue.build(this.stopping.signal).catch(() => {});
    this.runners.forEach(runner => runner.start());
  }

  /** Resolves when the part is ready, rejects when it is given up. */
  async ready(part: string): Promise<void> {
    await this.runners.get(part)!.ready;
  }

  /** Stops all parts, those that others need last, and then what is left. */
  stop(): Promise<void> {
    this.stopped ??= this.stopAll();
    return this.stopped;
  }

  private async stopAll(): Promise<void> {
    this.stopping.abort(new Error('The lab is being stopped'));
    const stopped = new Map<string, Promise<void>>();
    for (const part of [...this.parts].reverse()) {
      const users = this.parts.filter(({ needs }) => needs.includes(part.name));
      const before = users.map(user => stopped.get(user.name));
      stopped.set(
        part.name,
        Promise.allSettled(before).then(() =>
          this.runners.get(part.name)!.stop(),
        ),
      );
    }
    try {
      // A part that cannot be stopped as it wishes keeps no other from being stopped.
      await Promise.allSettled([...stopped.values(), this.building]);
      await Promise.all(stopped.values());
    } finally {
      await stopLeftovers(findLeftovers(this.record), 3000);
      this.logs.forEach(log => log.close());
      this.board.flush();
      removeRunFile(runFiles(this.context.labDir).run);
    }
  }

  /** Ends all at once, without asking any part. */
  kill(): void {
    Object.values(this.record.parts).forEach(({ pid }) =>
      signalGroup(pid, 'SIGKILL'),
    );
    processesOfRun(this.record.runId).forEach(({ pid }) =>
      signalProcess(pid, 'SIGKILL'),
    );
  }

  private runnerFor(part: PartDefinition, env: NodeJS.ProcessEnv): PartRunner {
    const log = new RotatingLog(runFiles(this.context.labDir).log(part.name));
    this.logs.push(log);
    const sources: PrerequisiteSources = {
      part: name => this.ready(name),
      tool: binary => this.queue.waitFor(binary),
      onPending: message =>
        this.board.part(part.name, { state: 'waiting', message }),
    };
    return new PartRunner(part, {
      context: this.context,
      runId: this.record.runId,
      env,
      log,
      prerequisites: signal => waitForPrerequisites(part, sources, signal),
      onState: (state, message) => {
        const { restarts } = this.statusOf(part.name);
        this.board.part(part.name, {
          state,
          message,
          restarts: state === 'restarting' ? restarts + 1 : restarts,
        });
      },
      onProcess: identity => {
        const { [part.name]: _previous, ...others } = this.record.parts;
        const own = identity && {
          [part.name]: { ...identity, stopSignal: part.stopSignal },
        };
        this.record = { ...this.record, parts: { ...others, ...own } };
        this.board.part(part.name, { pid: identity?.pid });
        this.saveRecord();
      },
    });
  }

  private statusOf(name: string) {
    return this.board.current.parts.find(part => part.name === name)!;
  }

  private saveRecord(): void {
    try {
      writeRunFile(runFiles(this.context.labDir).run, this.record);
    } catch (error) {
      // The older one still tells the run's id, and most of its parts.
      if (!isDiskFull(error)) {
        throw error;
      }
    }
  }
}
