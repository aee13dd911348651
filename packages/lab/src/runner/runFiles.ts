import { join } from 'node:path';

/** Files of a run, below the lab's data folder. */
export const runFiles = (labDir: string) => ({
  /** Who runs and what was started; gone after a clean stop. */
  run: join(labDir, 'run.json'),
  /** Held by the process that runs the lab on this data folder. */
  lock: join(labDir, 'run.lock'),
  /** How far the lab is; stays after a stop. */
  status: join(labDir, 'status.json'),
  log: (part: string) => join(labDir, 'logs', `${part}.log`),
});
