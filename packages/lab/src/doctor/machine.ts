import { execFileSync } from 'node:child_process';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import type { LabContext } from '../context';
import { diskShortage, freeBytes, gigabytes } from './disk';
import type { Finding } from './types';

const pythonProbe =
  'import ensurepip, platform, venv; print("Python", platform.python_version())';

/** What the machine itself brings: programs, disks, memory. */
export function machineFindings(context: LabContext): Finding[] {
  return [
    {
      subject: 'Node',
      state: 'ok',
      detail: `${process.version}, ${process.execPath}`,
    },
    program('git', ['git', '--version'], 'install git'),
    program(
      'Go',
      ['go', 'version'],
      'install Go 1.26 or newer: https://go.dev/doc/install',
    ),
    program(
      'C compiler',
      ['cc', '--version'],
      'install gcc (Debian: apt-get install gcc libc6-dev), or clang',
    ),
    program(
      'Python venv',
      ['python3', '-c', pythonProbe],
      'install Python 3.10 or newer with venv (Debian: apt-get install python3 python3-venv)',
    ),
    disk(context),
    memory(),
    browser(context),
  ];
}

function program(
  subject: string,
  [file, ...args]: string[],
  remedy: string,
): Finding {
  const answer = firstLine(file, args);
  return answer === undefined
    ? { subject, state: 'missing', detail: 'not found', remedy }
    : { subject, state: 'ok', detail: answer };
}

function firstLine(file: string, args: string[]): string | undefined {
  try {
    return execFileSync(file, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).split('\n')[0];
  } catch {
    return undefined;
  }
}

function disk(context: LabContext): Finding {
  const { dataDir, cacheDir } = context;
  const detail = `${gigabytes(
    freeBytes(dataDir),
  )} free for ${dataDir}, ${gigabytes(freeBytes(cacheDir))} for ${cacheDir}`;
  const remedy = diskShortage(context);
  return remedy
    ? { subject: 'Disk', state: 'missing', detail, remedy }
    : { subject: 'Disk', state: 'ok', detail };
}

// The portal and the core tier together stay below this, builds included.
const comfortableBytes = 6 * 1024 ** 3;

function memory(): Finding {
  const detail = `${gigabytes(totalmem())}, ${gigabytes(
    freemem(),
  )} of it unused; ${availableParallelism()} cores`;
  return totalmem() < comfortableBytes
    ? {
        subject: 'Memory',
        state: 'warning',
        detail,
        remedy:
          'with less than 6 GB, start only the portal: make run TIERS=none',
      }
    : { subject: 'Memory', state: 'ok', detail };
}

function browser({ root }: LabContext): Finding {
  const plan = firstLine(join(root, 'scripts', 'browser.sh'), ['--plan']);
  return {
    subject: 'Browser for tests',
    state: plan ? 'ok' : 'warning',
    detail: plan ?? 'none was found',
    remedy: plan
      ? undefined
      : 'install chromium, or set CHROMIUM to the path of one',
  };
}
