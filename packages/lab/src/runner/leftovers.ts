import { setTimeout as delay } from 'node:timers/promises';
import {
  isAlive,
  processesOfRun,
  signalGroup,
  signalProcess,
  type ProcessIdentity,
} from './processes';
import type { RunRecord } from './runFile';

/** A process of a run whose supervisor is gone. */
export interface Leftover extends ProcessIdentity {
  /** The part that it was started as; descendants have none. */
  readonly part?: string;
  readonly stopSignal: NodeJS.Signals;
}

/**
 * What a run has left behind. A recorded number counts only if the process
 * that has it now started when the recorded one did, so that a number given
 * to somebody else's process is never touched.
 */
export function findLeftovers(record: RunRecord): Leftover[] {
  const parts = Object.entries(record.parts)
    .filter(([, identity]) => isAlive(identity))
    .map(([part, { stopSignal, ...identity }]) => ({
      ...identity,
      part,
      stopSignal: stopSignal as NodeJS.Signals,
    }));
  const known = new Set(parts.map(({ pid }) => pid));
  const descendants = processesOfRun(record.runId)
    .filter(({ pid }) => !known.has(pid) && pid !== record.supervisor.pid)
    .map(identity => ({ ...identity, stopSignal: 'SIGTERM' as const }));
  return [...parts, ...descendants];
}

/** Stops them: as each part wishes first, then, after `graceMs`, for good. */
export async function stopLeftovers(
  leftovers: readonly Leftover[],
  graceMs = 10_000,
): Promise<void> {
  for (const { pid, part, stopSignal } of leftovers) {
    // A part leads a group of its own; what it started goes with it.
    if (part) {
      signalProcess(pid, stopSignal);
    } else {
      signalProcess(pid, 'SIGTERM');
    }
  }
  const deadline = Date.now() + graceMs;
  while (leftovers.some(isAlive) && Date.now() < deadline) {
    await delay(100);
  }
  for (const leftover of leftovers.filter(isAlive)) {
    if (leftover.part) {
      signalGroup(leftover.pid, 'SIGKILL');
    }
    signalProcess(leftover.pid, 'SIGKILL');
  }
  while (leftovers.some(isAlive)) {
    await delay(50);
  }
}
