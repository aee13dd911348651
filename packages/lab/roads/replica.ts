import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../src/context';
import { typescriptProcess } from '../src/parts/typescriptProcess';
import { eventually } from './browser';

/** One process of the portal in production mode. */
export interface Replica {
  readonly url: string;
  readonly process: ChildProcess;
  readonly logFile: string;
  ready(): Promise<void>;
  /** Ends it as Kubernetes would. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Starts a replica with the production configuration, as the image does. */
export function startReplica(
  context: LabContext,
  options: { name: string; port: number; environment: NodeJS.ProcessEnv },
): Replica {
  const { file, args, env } = typescriptProcess(
    context,
    'packages/backend/src/index.ts',
    {
      args: [
        '--config',
        'app-config.yaml',
        '--config',
        'app-config.production.yaml',
      ],
    },
  );
  const logFile = join(context.dataDir, `${options.name}.log`);
  const child = spawn(file, args, {
    cwd: context.root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...env,
      NODE_ENV: 'production',
      PORT: String(options.port),
      ...options.environment,
    },
  });
  const log = createWriteStream(logFile);
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<number | null>(resolve =>
    child.once('exit', resolve),
  );
  const url = `http://localhost:${options.port}`;
  return {
    url,
    process: child,
    logFile,
    ready: () =>
      Promise.race([
        ended.then(code => {
          const end = readFileSync(logFile, 'utf8').slice(-4000);
          throw new Error(`${options.name} ended with ${code}:\n${end}`);
        }),
        eventually(`${options.name} being ready`, 120_000, async () => {
          if (child.exitCode !== null) {
            return true;
          }
          const answer = await fetch(`${url}/.backstage/health/v1/readiness`);
          return answer.ok;
        }).then(() => {}),
      ]),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
