import { setTimeout as delay } from 'node:timers/promises';
import type { LabContext } from '../context';
import { diskShortage } from '../doctor/disk';
import { tryExclusive, type ExclusiveHold } from '../exclusive';
import { Failure } from '../failure';
import type { PartDefinition } from '../parts/types';
import { findLeftovers, stopLeftovers } from '../runner/leftovers';
import { takenPorts, takenPortsMessage } from '../runner/ports';
import { readRunFile } from '../runner/runFile';
import { runFiles } from '../runner/runFiles';

/** The system may give a killed process' ports back a moment after the process is gone. */
const releasedWithinMs = 10_000;

/**
 * Makes this process the only one that runs the lab on its data folder, with
 * nothing of an earlier run left, free ports and room on the disk.
 *
 * @throws Failure with a remedy if that cannot be had.
 */
export async function takeOver(
  context: LabContext,
  parts: readonly PartDefinition[],
): Promise<ExclusiveHold> {
  const hold = tryExclusive(runFiles(context.labDir).lock);
  if (!hold) {
    throw new Failure(alreadyRunning(context));
  }
  const hadLeftovers = await clearLeftovers(context);
  await assertRoom(context, parts, hadLeftovers ? releasedWithinMs : 0);
  return hold;
}

function alreadyRunning({ labDir, urls, dataDir }: LabContext): string {
  const record = readRunFile(runFiles(labDir).run);
  const who = record ? ` (process ${record.supervisor.pid})` : '';
  return [
    `The lab already runs on ${dataDir}${who}: ${
      record?.portal ?? urls.portal
    }`,
    'See it with: make status. Stop it with: make stop.',
    'To run another one beside it: LAB_DATA_DIR=.data-2 LAB_PORT_BASE=8000 make run',
  ].join('\n');
}

/** @returns whether there were any. */
async function clearLeftovers({ labDir }: LabContext): Promise<boolean> {
  const record = readRunFile(runFiles(labDir).run);
  const leftovers = record ? findLeftovers(record) : [];
  if (leftovers.length > 0) {
    const names = leftovers.map(({ part, pid }) => part ?? `process ${pid}`);
    process.stdout.write(
      `The last run was cut off; stopping what it left: ${names.join(', ')}\n`,
    );
    await stopLeftovers(leftovers);
  }
  return leftovers.length > 0;
}

async function assertRoom(
  context: LabContext,
  parts: readonly PartDefinition[],
  patienceMs: number,
): Promise<void> {
  const wanted = parts.flatMap(part =>
    part.ports(context).map(port => ({ port, wantedBy: part.name })),
  );
  const deadline = Date.now() + patienceMs;
  let taken = await takenPorts(wanted);
  while (taken.length > 0 && Date.now() < deadline) {
    await delay(200);
    taken = await takenPorts(wanted);
  }
  if (taken.length > 0) {
    throw new Failure(takenPortsMessage(taken));
  }
  const shortage = diskShortage(context);
  if (shortage) {
    throw new Failure(shortage);
  }
}
