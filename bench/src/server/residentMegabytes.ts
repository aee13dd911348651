import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** What a process holds in memory now, in MB of 1,000,000 bytes. */
export function residentMegabytes(pid: number): number {
  return (residentKibibytes(pid) * 1024) / 1_000_000;
}

function residentKibibytes(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'));
    return Number(line?.[1]);
  }
  return Number(
    execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }),
  );
}
