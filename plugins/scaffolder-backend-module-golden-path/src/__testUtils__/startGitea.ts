import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ConfigReader } from '@backstage/config';
import { loadLabContext } from '@goreliable/lab';

const run = promisify(execFile);

/** A Gitea of a test's own, with an organisation and a GitOps repository. */
export interface TestGitea {
  /** Without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly username: string;
  readonly password: string;
  /** `integrations` and `goldenPath` for this Gitea. */
  readonly configData: { integrations: object; goldenPath: object };
  readonly config: ConfigReader;
  /** Calls the API as the administrator; undefined for 404 and 204. */
  api(method: string, path: string, body?: unknown): Promise<any>;
  /** Merges a pull request, of the GitOps repository unless told otherwise, and waits until it counts as merged. */
  merge(pullRequest: number, repository?: string): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}

function appIni(folder: string, port: number, assets: string): string {
  return `
RUN_MODE = prod
RUN_USER = ${userInfo().username}
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
WORK_PATH = ${folder}
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = http://localhost:${port}/
DISABLE_SSH = true
OFFLINE_MODE = true
STATIC_ROOT_PATH = ${assets}
[database]
DB_TYPE = sqlite3
PATH = ${folder}/gitea.db
[security]
INSTALL_LOCK = true
SECRET_KEY = ${randomBytes(16).toString('hex')}
PASSWORD_HASH_ALGO = pbkdf2$1000$50
[repository]
DEFAULT_BRANCH = main
[log]
LEVEL = Error
`;
}

/** Starts a real Gitea, built from source if it is not there yet. */
export async function startGitea(): Promise<TestGitea> {
  const binary = await loadLabContext().tool('gitea');
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-gitea-'));
  const ini = join(folder, 'app.ini');
  const port = await freePort();
  await writeFile(ini, appIni(folder, port, join(dirname(binary), 'assets')));
  const username = 'portal';
  const password = randomBytes(12).toString('hex');
  const environment = { ...process.env, HOME: folder };
  await run(binary, ['migrate', '--config', ini], { env: environment });
  const user = ['admin', 'user', 'create', '--admin', '--username', username];
  await run(
    binary,
    [
      ...user,
      ...['--password', password, '--email', 'portal@example.org'],
      ...['--must-change-password=false', '--config', ini],
    ],
    { env: environment },
  );
  const server = spawn(binary, ['web', '--config', ini], {
    env: environment,
    stdio: 'ignore',
  });
  const exited = new Promise(resolve => server.once('exit', resolve));
  const url = `http://localhost:${port}`;
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');

  async function api(method: string, path: string, body?: unknown) {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  }

  for (let tries = 0; ; tries++) {
    try {
      await api('GET', '/version');
      break;
    } catch (error) {
      if (tries === 100 || server.exitCode !== null) {
        throw error;
      }
      await delay(100);
    }
  }
  await api('POST', '/orgs', { username: 'goreliable' });
  await api('POST', '/orgs/goreliable/repos', {
    name: 'gitops',
    auto_init: true,
    default_branch: 'main',
  });
  const configData = {
    integrations: {
      gitea: [{ host: `localhost:${port}`, baseUrl: url, username, password }],
    },
    goldenPath: { gitea: { organisation: 'goreliable' } },
  };
  return {
    url,
    host: `localhost:${port}`,
    username,
    password,
    configData,
    config: new ConfigReader(configData),
    api,
    async merge(pullRequest, repository = 'gitops') {
      const path = `/repos/goreliable/${repository}/pulls/${pullRequest}`;
      // Gitea looks first whether it can be merged, and refuses meanwhile; on a busy
      // machine it also answers before it has noted that it is.
      for (let tries = 0; !(await api('GET', path)).merged; tries++) {
        await api('POST', `${path}/merge`, {
          Do: 'squash',
          delete_branch_after_merge: true,
        }).catch(error => {
          if (tries === 100) {
            throw error;
          }
        });
        await delay(50);
      }
    },
    async stop() {
      server.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
