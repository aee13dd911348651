import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename } from 'node:path';
import { acceptsConnection } from './connection';

/** A port that somebody else listens on. */
export interface TakenPort {
  readonly port: number;
  /** What the lab wants it for, e.g. `prometheus`. */
  readonly wantedBy: string;
  /** E.g. `python3 (process 4711)`; undefined if it is not ours to see. */
  readonly holder?: string;
}

/** Which of these ports cannot be had now. */
export async function takenPorts(
  wanted: ReadonlyArray<{ port: number; wantedBy: string }>,
): Promise<TakenPort[]> {
  const checked = await Promise.all(
    wanted.map(async ({ port, wantedBy }) =>
      (await isFree(port))
        ? undefined
        : { port, wantedBy, holder: holderOf(port) },
    ),
  );
  return checked.filter(taken => taken !== undefined);
}

/** One sentence per port, then the remedy. */
export function takenPortsMessage(taken: readonly TakenPort[]): string {
  const sentences = taken.map(
    ({ port, wantedBy, holder }) =>
      `Port ${port}, which ${wantedBy} needs, is in use${
        holder ? ` by ${holder}` : ''
      }.`,
  );
  const portalOnly = taken.every(({ wantedBy }) => wantedBy === 'portal');
  const remedy = portalOnly
    ? 'Stop that process, or choose another port: make run PORT=7008'
    : 'Stop that process, or move all of the lab: LAB_PORT_BASE=8000 make run';
  return [...sentences, remedy].join('\n');
}

async function isFree(port: number): Promise<boolean> {
  // Binding alone is not enough: some systems let a loopback socket be bound
  // beside one that listens on all addresses.
  const answers = await Promise.all(
    ['127.0.0.1', '::1'].map(host => acceptsConnection(host, port, 1000)),
  );
  return !answers.includes(true) && canBind(port);
}

function canBind(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port }, () =>
      server.close(() => resolve(true)),
    );
  });
}

function holderOf(port: number): string | undefined {
  try {
    return holderByProc(port);
  } catch {
    return holderByLsof(port);
  }
}

const listening = '0A';

function holderByProc(port: number): string | undefined {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap(table => readFileSync(table, 'latin1').split('\n').slice(1))
    .map(line => line.trim().split(/\s+/))
    .filter(row => row[1]?.endsWith(suffix) && row[3] === listening)
    .map(row => `socket:[${row[9]}]`);
  const holder = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .find(pid => openFiles(pid).some(file => inodes.includes(file)));
  if (!holder) {
    return undefined;
  }
  const [program] = readFileSync(`/proc/${holder}/cmdline`, 'utf8').split('\0');
  return `${basename(program)} (process ${holder})`;
}

function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(descriptor => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${descriptor}`)];
      } catch {
        return [];
      }
    });
  } catch {
    // Another user's process: the system does not say.
    return [];
  }
}

function holderByLsof(port: number): string | undefined {
  try {
    const answer = execFileSync(
      'lsof',
      ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const pid = /^p(\d+)$/m.exec(answer)?.[1];
    const name = /^c(.+)$/m.exec(answer)?.[1];
    return pid && `${name ?? 'a process'} (process ${pid})`;
  } catch {
    return undefined;
  }
}
