import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { exclusive, tryExclusive } from './exclusive';
import { temporaryFolder } from './testing/folders';

jest.setTimeout(120_000);

const holdScript = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1]);
  database.exec('BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => database, 1000);
`;

describe('exclusive', () => {
  const folder = temporaryFolder();

  it('is had by one at a time', () => {
    const path = join(folder, 'new', 'run.lock');
    const hold = tryExclusive(path);
    expect(hold).toBeDefined();
    expect(tryExclusive(path)).toBeUndefined();
    hold!.release();
    const next = tryExclusive(path);
    expect(next).toBeDefined();
    next!.release();
  });

  it('comes back when its holder is killed', async () => {
    const path = join(folder, 'killed.lock');
    const holder = spawn(process.execPath, ['-e', holdScript, path]);
    await new Promise(resolve => holder.stdout.once('data', resolve));
    expect(tryExclusive(path)).toBeUndefined();
    const onWait = jest.fn();
    const waiting = exclusive(path, { onWait });
    expect(onWait).toHaveBeenCalledTimes(1);
    holder.kill('SIGKILL');
    (await waiting).release();
  });

  it('is no longer waited for after a cancellation', async () => {
    const path = join(folder, 'cancelled.lock');
    const hold = tryExclusive(path)!;
    const cancel = new AbortController();
    const waiting = exclusive(path, { signal: cancel.signal });
    cancel.abort();
    await expect(waiting).rejects.toThrow();
    hold.release();
  });
});
