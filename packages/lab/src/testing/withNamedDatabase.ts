import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { exclusive } from '../exclusive';
import { writeFileAtomically } from '../files';
import { serviceEntry, serviceUrl } from './databaseService';

/**
 * `node … withNamedDatabase.ts folder command …`: runs a command that works in
 * a folder, one at a time, with a `TEST_DATABASE_URL` that is the same in each
 * run. Go takes a test's result from its cache only while each variable that
 * the test reads has the value it had then, and the lab's test server has
 * another port and password every time. The server's version is in the name:
 * a newer one may answer otherwise, so against it every test runs again.
 */
async function main([folder, file, ...args]: readonly string[]) {
  const directory = resolve(folder);
  const hold = await exclusive(join(directory, 'in-use.lock'), {
    onWait: () => say(`waiting for the other run in ${directory} to end`),
  });
  const serviceFile = join(directory, 'pg_service.conf');
  try {
    const env = { ...process.env };
    if (env.TEST_DATABASE_URL) {
      const url = env.TEST_DATABASE_URL;
      const service = `postgresql-${await serverVersion(url)}`;
      writeFileAtomically(serviceFile, serviceEntry(service, url), {
        mode: 0o600,
      });
      env.TEST_DATABASE_URL = serviceUrl(service, url, serviceFile);
    }
    const child = spawn(file, args, { stdio: 'inherit', env });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => child.kill(signal));
    }
    const [status] = await once(child, 'exit');
    process.exitCode = status ?? 1;
  } finally {
    rmSync(serviceFile, { force: true });
    hold.release();
  }
}

async function serverVersion(url: string): Promise<string> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    const { rows } = await client.query('SHOW server_version');
    return rows[0].server_version.split(' ')[0];
  } finally {
    await client.end();
  }
}

function say(line: string) {
  process.stderr.write(`${line}\n`);
}

main(process.argv.slice(2)).catch(error => {
  say(`${error?.message ?? error}`);
  process.exitCode = 1;
});
