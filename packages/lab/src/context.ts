import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createLog, type LabLog } from './log';
import { defaultPortBase, labPorts, type LabPorts } from './ports';
import { openSecrets, type LabSecrets } from './secrets';
import { binaryPath, requireTool, toolFor } from './tools';

export type { LabLog } from './log';
export type { LabPorts, LabService, ServicePorts } from './ports';
export type { LabSecrets, SecretName } from './secrets';

/** Everything that a part of the lab needs to know about its surroundings. */
export interface LabContext {
  /** The checkout, absolute. */
  readonly root: string;
  /** All that the portal and the lab write; `<root>/.data` unless `LAB_DATA_DIR` says otherwise. */
  readonly dataDir: string;
  /** The lab's own share of `dataDir`. */
  readonly labDir: string;
  /** Tools and builds, shared by all checkouts of this user. */
  readonly cacheDir: string;
  readonly portBase: number;
  readonly ports: LabPorts;
  readonly urls: LabUrls;
  readonly secrets: LabSecrets;
  readonly log: LabLog;
  /** Where the binary of a tool of `packages/lab/tools` is or will be. */
  toolPath(name: string, binary?: string): string;
  /**
   * Waits until the tool that has this binary is built and gives its path.
   * Under `make run` the runner builds it; alone, this process does.
   *
   * @throws Error if the build failed, with the end of its output.
   */
  tool(binary: string, options?: { signal?: AbortSignal }): Promise<string>;
}

/** Addresses without a trailing slash. Browsers use `localhost` for all. */
export interface LabUrls {
  readonly portal: string;
  readonly identity: string;
  readonly gitea: string;
  readonly nats: string;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly platform: string;
  /** For a database of the given name, with its password. */
  postgres(database: string): string;
}

/** The checkout that a file belongs to, this one by default. */
// The lab is run from its sources only, never from a build.
// eslint-disable-next-line no-restricted-syntax
export function findRoot(from: string = __dirname): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'backstage.json'))) {
      return folder;
    }
    if (folder === dirname(folder)) {
      throw new Error(`No checkout of the portal above ${from}`);
    }
  }
}

/** `GORELIABLE_CACHE`, else `goreliable` in the user's cache folder. */
export function findCacheDir(env: NodeJS.ProcessEnv): string {
  if (env.GORELIABLE_CACHE) {
    return resolve(env.GORELIABLE_CACHE);
  }
  const base = env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache');
  return resolve(base, 'goreliable');
}

/**
 * Reads the surroundings from the environment: `LAB_PORT_BASE`,
 * `LAB_PORTAL_PORT`, `LAB_DATA_DIR`, `GORELIABLE_CACHE`, `XDG_CACHE_HOME`.
 *
 * @throws RangeError if a port is out of range.
 */
export function loadLabContext(
  env: NodeJS.ProcessEnv = process.env,
  options: { root?: string; log?: LabLog } = {},
): LabContext {
  const root = options.root ?? findRoot();
  const dataDir = resolve(root, env.LAB_DATA_DIR || '.data');
  const labDir = join(dataDir, 'lab');
  const cacheDir = findCacheDir(env);
  const portBase = Number(env.LAB_PORT_BASE || defaultPortBase);
  const ports = labPorts(portBase, { portal: portalPort(env) });
  const secrets = openSecrets(join(labDir, 'secrets.json'));
  const surroundings = { root, cacheDir };
  return {
    root,
    dataDir,
    labDir,
    cacheDir,
    portBase,
    ports,
    urls: labUrls(ports, secrets),
    secrets,
    log: options.log ?? createLog(),
    toolPath: (name, binary = name) => binaryPath(surroundings, name, binary),
    tool: (binary, { signal } = {}) =>
      requireTool(surroundings, toolFor(binary), binary, {
        // The runner tells its parts where it says how far its builds are.
        statusFile: env.LAB_STATUS_FILE,
        signal,
      }),
  };
}

function portalPort(env: NodeJS.ProcessEnv): number | undefined {
  if (!env.LAB_PORTAL_PORT) {
    return undefined;
  }
  const port = Number(env.LAB_PORTAL_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new RangeError(
      `PORT must be a whole number from 1 to 65535, not '${env.LAB_PORTAL_PORT}'`,
    );
  }
  return port;
}

function labUrls(ports: LabPorts, secrets: LabSecrets): LabUrls {
  const http = (port: number) => `http://localhost:${port}`;
  return {
    portal: http(ports.portal),
    identity: http(ports.identity),
    gitea: http(ports.gitea),
    nats: `nats://127.0.0.1:${ports.nats}`,
    prometheus: http(ports.prometheus),
    alertmanager: http(ports.alertmanager),
    platform: http(ports.platform),
    postgres: database =>
      `postgres://goreliable:${secrets.get('postgresPassword')}@127.0.0.1:${
        ports.postgres
      }/${database}?sslmode=disable`,
  };
}
