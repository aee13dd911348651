import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLabContext } from '../context';
import { Failure } from '../failure';
import { labParts } from '../parts';
import { freePortBase } from '../runner/freePortBase';
import { Supervisor } from '../runner/Supervisor';
import { makeSecrets } from '../secrets';
import { toolFor } from '../tools';
import { partEnvironment } from './run';

/**
 * `main.ts with gitea,nats -- command …`: starts parts, with what they need,
 * runs the command beside them and stops them again. Unless the environment
 * says otherwise the data is temporary and the ports are free ones; the
 * command finds both in its environment, as every part does.
 *
 * @returns the command's exit code, or the usual one of a signal that came before it.
 */
export async function withParts(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const separator = args.indexOf('--');
  const [file, ...rest] = args.slice(separator + 1);
  if (separator !== 1 || !file) {
    throw new Failure('Usage: with <part,part…> -- <command> [arguments…]');
  }
  const temporary = env.LAB_DATA_DIR ? undefined : temporaryFolder();
  const surroundings = {
    ...env,
    LAB_DATA_DIR: env.LAB_DATA_DIR ?? temporary,
    LAB_PORT_BASE: env.LAB_PORT_BASE ?? `${await freePortBase()}`,
  };
  try {
    return await runBeside(args[0].split(','), [file, ...rest], surroundings);
  } finally {
    if (temporary) {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
}

async function runBeside(
  names: readonly string[],
  [file, ...args]: string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const context = loadLabContext(env);
  const parts = withNeeds(names);
  makeSecrets(context.secrets);
  const environment = partEnvironment(context, env);
  const tools = parts.flatMap(part => part.tools.map(toolFor));
  const supervisor = new Supervisor(context, {
    parts,
    tools: [...new Set(tools)],
    tiers: ['core'],
    env: environment,
  });
  const interruption = new AbortController();
  let child: ChildProcess | undefined;
  const interrupt = (signal: NodeJS.Signals) =>
    child ? child.kill(signal) : interruption.abort(signal);
  // It stays for good: a second signal must not end this process before its parts.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, interrupt);
  }
  try {
    supervisor.start();
    const ready = Promise.all(
      parts.map(({ name }) => supervisor.ready(name)),
    ).then(() => undefined);
    const signal = await Promise.race([ready, aborted(interruption.signal)]);
    if (signal) {
      return 128 + constants.signals[signal];
    }
    return await new Promise<number>((resolve, reject) => {
      child = spawn(file, args, { env: environment, stdio: 'inherit' });
      child.once('error', reject);
      child.once('exit', code => resolve(code ?? 1));
    });
  } finally {
    await supervisor.stop();
  }
}

/** Resolves with the reason when it is aborted. */
async function aborted(signal: AbortSignal): Promise<NodeJS.Signals> {
  if (!signal.aborted) {
    await once(signal, 'abort');
  }
  return signal.reason;
}

function withNeeds(names: readonly string[]) {
  const all = labParts({ tiers: ['base', 'core'], mode: 'run' });
  const chosen = new Set<string>();
  const choose = (name: string) => {
    const part = all.find(candidate => candidate.name === name);
    if (!part) {
      const known = all.map(candidate => candidate.name).join(', ');
      throw new Failure(`There is no part '${name}'. Known: ${known}`);
    }
    chosen.add(name);
    part.needs.forEach(choose);
  };
  names.forEach(choose);
  return all.filter(({ name }) => chosen.has(name));
}

/** One that PostgreSQL may enter when it has to run as another user. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'goreliable-'));
  chmodSync(folder, 0o755);
  return folder;
}
