import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
 * @returns the command's exit code.
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
  supervisor.start();
  try {
    await Promise.all(parts.map(({ name }) => supervisor.ready(name)));
    return await new Promise<number>((resolve, reject) => {
      const child = spawn(file, args, { env: environment, stdio: 'inherit' });
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => child.kill(signal));
      }
      child.once('error', reject);
      child.once('exit', code => resolve(code ?? 1));
    });
  } finally {
    await supervisor.stop();
  }
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
