import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * A process that cannot be mistaken for a later one with the same number:
 * `startedAt` is what the system says of its start, compared only for equality.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** The environment variable by which a run finds all that descends from it. */
export const runIdVariable = 'GORELIABLE_RUN_ID';

const hasProc = existsSync('/proc/self/stat');

/** Who has this number now, or undefined if nobody (a zombie is nobody). */
export function identify(pid: number): ProcessIdentity | undefined {
  return hasProc ? identifyByProc(pid) : identifyByPs(pid);
}

/** Whether exactly this process is still there. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

function identifyByProc(pid: number): ProcessIdentity | undefined {
  const fields = statFields(pid);
  if (!fields || (fields.state === 'Z' && !hasOtherThreads(pid))) {
    return undefined;
  }
  // Clock ticks since boot, so the boot has to be part of it.
  return { pid, startedAt: `${bootId()}/${fields.startTicks}` };
}

/** A leader that has ended is shown as a zombie while its other threads still end. */
function hasOtherThreads(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
}

function statFields(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command's name, in parentheses, may hold spaces and parentheses.
    const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: rest[0], group: Number(rest[2]), startTicks: rest[19] };
  } catch {
    return undefined;
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function identifyByPs(pid: number): ProcessIdentity | undefined {
  try {
    const answer = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', `${pid}`], {
      encoding: 'utf8',
    }).trim();
    return !answer || answer.startsWith('Z')
      ? undefined
      : { pid, startedAt: answer.replace(/^\S+\s+/, '') };
  } catch {
    return undefined;
  }
}

/**
 * All living processes that carry this run's id in their environment, without
 * this process itself. Empty where the system does not show environments;
 * there only the recorded process groups are known.
 */
export function processesOfRun(runId: string): ProcessIdentity[] {
  if (!hasProc) {
    return [];
  }
  const marker = `${runIdVariable}=${runId}`;
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => pid !== process.pid && environmentHas(pid, marker))
    .flatMap(pid => identify(pid) ?? []);
}

function environmentHas(pid: number, marker: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .includes(marker);
  } catch {
    // It is gone, or somebody else's.
    return false;
  }
}

/** Signals a whole process group; false if it does not exist any more. */
export function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  return send(-leader, signal);
}

/** Signals one process; false if it does not exist any more. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  return send(pid, signal);
}

function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch {
    return false;
  }
}
