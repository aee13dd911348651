import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type LabContext,
  type LabStatus,
  freePortBase,
  labStatusSchema,
  loadLabContext,
} from '@goreliable/lab';

/** A lab with all of its parts. */
export interface WholeLab {
  readonly context: LabContext;
  stop(): Promise<void>;
}

// Tools that were never built on this machine take most of it.
const readyWithinMs = 3_600_000;
const stopWithinMs = 60_000;
const pollMs = 500;

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(child => child.kill('SIGINT')));

/**
 * The portal and the platform as `make run` brings them up, on free ports and with data of
 * their own that goes with them.
 *
 * @throws Error with the end of what was said if a part fails
 */
export async function startWholeLab(
  root: string,
  say: (line: string) => void,
): Promise<WholeLab> {
  const dataDir = mkdtempSync(join(tmpdir(), 'goreliable-bench-lab-'));
  // PostgreSQL may have to run as another user.
  chmodSync(dataDir, 0o755);
  const env = await environment(dataDir);
  const context = loadLabContext(env, { root });
  say('bringing up the whole lab');
  let said = '';
  const child = spawn(join(root, 'scripts', 'bootstrap.sh'), ['run'], {
    cwd: root,
    env,
  });
  running.add(child);
  child.stdout.on('data', text => (said += text));
  child.stderr.on('data', text => (said += text));
  const ended = new Promise<void>(resolve => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => {
    running.delete(child);
  });
  const stop = async () => {
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(timer);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const parts = statusOf(context)?.parts ?? [];
    if (parts.length > 0 && parts.every(({ state }) => state === 'ready')) {
      return { context, stop };
    }
    const failed = parts.find(({ state }) => state === 'failed');
    if (failed || !running.has(child) || Date.now() > deadline) {
      await stop();
      const reason = failed && `${failed.title}: ${failed.message}`;
      throw new Error(
        `The lab did not come up: ${reason ?? ''}\n${said.slice(-4000)}`,
      );
    }
    await delay(pollMs);
  }
}

/** This process is part of a smaller lab itself, of which the whole one knows nothing. */
async function environment(dataDir: string): Promise<NodeJS.ProcessEnv> {
  const {
    LAB_PORTAL_PORT: _port,
    LAB_STATUS_FILE: _status,
    TIERS: _tiers,
    ...inherited
  } = process.env;
  return {
    ...inherited,
    LAB_DATA_DIR: dataDir,
    LAB_PORT_BASE: `${await freePortBase()}`,
  };
}

function statusOf({ labDir }: LabContext): LabStatus | undefined {
  const file = join(labDir, 'status.json');
  return existsSync(file)
    ? labStatusSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    : undefined;
}
