import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** What to start, and how it says that it is ready. */
export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly url: string;
  readonly logFile: string;
}

export interface RunningServer {
  readonly pid: number;
  /** From the start of the process to the first readiness. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

const readyWithinMs = 300_000;
const stopWithinMs = 30_000;
/** Between two questions; also the resolution of what is measured. */
const pollMs = 20;

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(child => child.kill('SIGKILL')));

/**
 * Starts a Backstage backend and waits for its readiness.
 *
 * @throws Error with the end of its log if it ends before, or takes minutes.
 */
export async function startServer(
  command: ServerCommand,
): Promise<RunningServer> {
  const log = createWriteStream(command.logFile);
  const startedAt = performance.now();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<void>(resolve => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => {
    running.delete(child);
    log.end();
  });

  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  while (!(await isReady(command.url))) {
    if (hasEnded || performance.now() - startedAt > readyWithinMs) {
      child.kill('SIGKILL');
      const tail = readFileSync(command.logFile, 'utf8').slice(-4000);
      throw new Error(`${command.url} did not become ready:\n${tail}`);
    }
    await delay(pollMs);
  }
  const readyMs = performance.now() - startedAt;

  return {
    pid: child.pid!,
    readyMs,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/.backstage/health/v1/readiness`);
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}
