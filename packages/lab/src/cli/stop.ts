import { setTimeout as delay } from 'node:timers/promises';
import { loadLabContext } from '../context';
import { findLeftovers, stopLeftovers } from '../runner/leftovers';
import { isAlive, signalProcess } from '../runner/processes';
import { readRunFile, removeRunFile } from '../runner/runFile';
import { runFiles } from '../runner/runFiles';

// Longer than any part may take, the portal's drain included.
const graceMs = 60_000;

/** `make stop`: ends a run from another shell, and what a dead one has left. */
export async function stop(env = process.env): Promise<void> {
  const { labDir, dataDir } = loadLabContext(env);
  const path = runFiles(labDir).run;
  const record = readRunFile(path);
  if (!record) {
    process.stdout.write(`Nothing runs on ${dataDir}.\n`);
    return;
  }
  if (isAlive(record.supervisor)) {
    process.stdout.write(`Stopping the lab on ${dataDir} …\n`);
    signalProcess(record.supervisor.pid, 'SIGTERM');
    const deadline = Date.now() + graceMs;
    while (isAlive(record.supervisor) && Date.now() < deadline) {
      await delay(100);
    }
    if (isAlive(record.supervisor)) {
      signalProcess(record.supervisor.pid, 'SIGKILL');
    }
  }
  // Read again: parts may have been started anew in the meantime.
  const leftovers = findLeftovers(readRunFile(path) ?? record);
  await stopLeftovers(leftovers);
  removeRunFile(path);
  process.stdout.write('Stopped.\n');
}
