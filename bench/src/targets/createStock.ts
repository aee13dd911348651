import {
  existsSync,
  mkdirSync,
  openSync,
  writeFileSync,
  closeSync,
  readFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type LabContext, exclusive } from '@goreliable/lab';

/** Changes with the release of Backstage and with how the app is made of it. */
const key = 'stock-1.55.0';

/**
 * What @backstage/create-app makes, installed and built once into the user's cache.
 *
 * @returns its folder
 * @throws Error with the end of the log if it cannot be made.
 */
export async function createStock(
  { root, cacheDir }: Pick<LabContext, 'root' | 'cacheDir'>,
  say: (line: string) => void,
): Promise<string> {
  const cache = join(cacheDir, 'bench');
  const folder = join(cache, key);
  const stamp = join(folder, '.built');
  mkdirSync(cache, { recursive: true });
  const hold = await exclusive(join(cache, 'stock.lock'));
  try {
    if (!existsSync(stamp)) {
      const logFile = join(cache, `${key}.log`);
      say(`making a stock Backstage, once: ten minutes or so (${logFile})`);
      await runScript(root, folder, logFile);
      writeFileSync(stamp, '');
    }
  } finally {
    hold.release();
  }
  return folder;
}

async function runScript(
  root: string,
  folder: string,
  logFile: string,
): Promise<void> {
  const log = openSync(logFile, 'w');
  const script = join(root, 'bench', 'scripts', 'createStock.mjs');
  const child = spawn('nice', [process.execPath, script, root, folder], {
    stdio: ['ignore', log, log],
  });
  const end = () => child.kill();
  process.once('exit', end);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  process.off('exit', end);
  closeSync(log);
  if (code !== 0) {
    const tail = readFileSync(logFile, 'utf8').slice(-4000);
    throw new Error(`No stock Backstage could be made:\n${tail}`);
  }
}
