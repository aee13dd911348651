import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LabContext } from '../src/context';
import { typescriptProcess } from '../src/parts/typescriptProcess';
import { eventually } from './browser';

/** One process of the portal in production mode. */
export interface Replica {
  readonly url: string;
  readonly process: ChildProcess;
  readonly logFile: string;
  /** Its exit code; null if it was killed. */
  readonly ended: Promise<number | null>;
  ready(): Promise<void>;
  /** Ends it as Kubernetes would: kills it after the chart's grace. @returns its exit code */
  stop(): Promise<number | null>;
}

/** All that the production configuration asks for. */
export function productionEnvironment(
  { urls, secrets }: LabContext,
  portalUrl: string,
): NodeJS.ProcessEnv {
  const postgres = new URL(urls.postgres('postgres'));
  return {
    PORTAL_URL: portalUrl,
    PORTAL_LISTEN_HOST: '0.0.0.0',
    POSTGRES_HOST: postgres.hostname,
    POSTGRES_PORT: postgres.port,
    POSTGRES_USER: postgres.username,
    POSTGRES_PASSWORD: postgres.password,
    PGSSLMODE: 'disable',
    AUTH_SESSION_SECRET: 'a secret of this test',
    OIDC_TITLE: 'the lab',
    OIDC_METADATA_URL: `${urls.identity}/.well-known/openid-configuration`,
    OIDC_CLIENT_ID: 'goreliable-portal',
    OIDC_CLIENT_SECRET: secrets.get('identityClientSecret'),
    SHUTDOWN_DELAY: '2s',
  };
}

/** How long Kubernetes waits before it kills. */
function graceMs(root: string): number {
  const chart = join(root, 'deploy/helm/goreliable-portal');
  const values = parse(readFileSync(join(chart, 'values.yaml'), 'utf8'));
  return values.terminationGracePeriodSeconds * 1000;
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
    child.once('close', resolve),
  );
  const url = `http://127.0.0.1:${options.port}`;
  return {
    url,
    process: child,
    logFile,
    ended,
    ready: () =>
      Promise.race([
        ended.then(code => {
          const end = readFileSync(logFile, 'utf8').slice(-4000);
          throw new Error(`${options.name} ended with ${code}:\n${end}`);
        }),
        eventually(`${options.name} being ready`, 180_000, async () => {
          if (child.exitCode !== null) {
            return true;
          }
          const answer = await fetch(`${url}/.backstage/health/v1/readiness`);
          return answer.ok;
        }).then(() => {}),
      ]),
    stop: async () => {
      child.kill('SIGTERM');
      const kill = setTimeout(
        () => child.kill('SIGKILL'),
        graceMs(context.root),
      );
      const code = await ended;
      clearTimeout(kill);
      return code;
    },
  };
}
