import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  readlinkSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LabContext } from '../../context';
import { readFileIfExists, writeFileAtomically } from '../../files';
import { identify, signalProcess } from '../../runner/processes';
import { runCommand } from '../../tools/command';
import type { PartDefinition, PartWork } from '../types';
import { postgresHome, provideBinaries, type PostgresHome } from './home';

/** The database server of the services; the portal has SQLite of its own. */
export const postgres: PartDefinition = {
  name: 'postgres',
  title: 'PostgreSQL',
  tier: 'core',
  needs: [],
  tools: [],
  ports: ({ ports }) => [ports.postgres],
  prepare,
  command: context => {
    const { binaries, data, owner } = postgresHome(context);
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      shared_buffers: '64MB',
      max_connections: '150',
      // A lab may lose the last moment on a power cut, but never its order.
      synchronous_commit: 'off',
    };
    return {
      file: join(binaries, 'postgres'),
      args: [
        ...['-D', data, '-p', `${context.ports.postgres}`],
        ...Object.entries(settings).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      cwd: '/',
      ...owner,
    };
  },
  readiness: ({ ports }) => ({ tcp: ports.postgres }),
  readyWithinMs: 120_000,
  // The fast way: open transactions are rolled back.
  stopSignal: 'SIGINT',
  stopWithinMs: 20_000,
};

/** The role that owns all databases of the lab. */
export const postgresRole = 'goreliable';

async function prepare(context: LabContext, work: PartWork): Promise<void> {
  const home = postgresHome(context);
  provideBinaries(home, context.labDir);
  // So that `make clean` knows what else there is to delete.
  writeFileAtomically(
    join(context.labDir, 'postgres.refuge'),
    home.data.startsWith(context.labDir) ? '' : dirname(home.data),
  );
  await clearStaleLock(home);
  const password = context.secrets.get('postgresPassword');
  const stamp = join(context.labDir, 'postgres.password');
  if (!existsSync(join(home.data, 'PG_VERSION'))) {
    work.report('creating the database cluster');
    rmSync(stamp, { force: true });
    await initialise(home, work.signal);
  }
  const wanted = createHash('sha256').update(password).digest('hex');
  if (readFileIfExists(stamp) !== wanted) {
    await setPassword(home, password, work.signal);
    writeFileAtomically(stamp, wanted, { mode: 0o600 });
  }
}

/** Made beside its place and moved there whole: a cut-off one never counts. */
async function initialise(
  { binaries, data, owner }: PostgresHome,
  signal: AbortSignal,
): Promise<void> {
  const temporary = `${data}.new`;
  for (const folder of [temporary, data]) {
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  if (owner) {
    chownSync(temporary, owner.uid, owner.gid);
  }
  await runCommand(
    join(binaries, 'initdb'),
    [
      ...['-D', temporary, '-U', postgresRole],
      // Nobody can come in over TCP before a password is set.
      ...['--auth-local=peer', '--auth-host=scram-sha-256'],
      // The same everywhere, whatever locales a machine has.
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ],
    { cwd: '/', signal, ...owner },
  );
  renameSync(temporary, data);
}

/** In single-user mode, where no password is asked for. */
async function setPassword(
  { binaries, data, owner }: PostgresHome,
  password: string,
  signal: AbortSignal,
): Promise<void> {
  await runCommand(
    join(binaries, 'postgres'),
    ['--single', '-D', data, 'postgres'],
    {
      cwd: '/',
      signal,
      input: `ALTER ROLE ${postgresRole} PASSWORD '${password}';\n`,
      ...owner,
    },
  );
}

/**
 * PostgreSQL does not start while its lock file names a living process, which
 * after a crash may be anybody. A server that still works on this very folder
 * is stopped; a lock that means nobody is removed.
 */
async function clearStaleLock({ data }: PostgresHome): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) {
    return;
  }
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  while (identify(pid) && worksIn(pid, data)) {
    signalProcess(pid, 'SIGINT');
    await delay(200);
  }
  rmSync(lock, { force: true });
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    // Not to be found out on this system, or not ours to know.
    return false;
  }
}
