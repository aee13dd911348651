import { loadLabContext } from '../context';
import { readFileIfExists } from '../files';
import { isAlive } from '../runner/processes';
import { readRunFile } from '../runner/runFile';
import { runFiles } from '../runner/runFiles';
import { labStatusSchema } from '../status';
import { renderStatus } from './render';

/** The exit code that service managers use for "is not running". */
const notRunning = 3;

/** `make status`: what runs, in which state, where. */
export function status(env = process.env): number {
  const { labDir, dataDir } = loadLabContext(env);
  const files = runFiles(labDir);
  const record = readRunFile(files.run);
  const content = readFileIfExists(files.status);
  if (!record || !isAlive(record.supervisor) || !content) {
    process.stdout.write(
      `Nothing runs on ${dataDir}. Start it with: make run\n`,
    );
    return notRunning;
  }
  const known = labStatusSchema.parse(JSON.parse(content));
  const lines = renderStatus(known, {
    now: new Date(),
    columns: process.stdout.columns ?? 200,
    colours: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR,
  });
  process.stdout.write(
    `${record.portal} (process ${record.supervisor.pid})\n${lines.join(
      '\n',
    )}\n`,
  );
  return 0;
}
