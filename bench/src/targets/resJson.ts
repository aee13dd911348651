import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../server/freePort';

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(child => child.kill('SIGKILL')));

/** An Express app that does nothing but answer with the value by `res.json`. */
export async function startResJson(
  root: string,
  value: unknown,
): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'goreliable-bench-json-'));
  const file = join(folder, 'value.json');
  writeFileSync(file, JSON.stringify(value));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [join(root, 'bench', 'scripts', 'resJson.mjs'), `${port}`, file],
    // As in production: Express then leaves out what only developers need.
    {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  running.add(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', code => reject(new Error(`It ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    stop() {
      child.kill('SIGKILL');
      running.delete(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
