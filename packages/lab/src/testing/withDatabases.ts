import { spawnSync } from 'node:child_process';
import { loadLabContext } from '../context';

/**
 * `main.ts with postgres -- node … withDatabases.ts command …`: runs a command whose
 * tests find PostgreSQL where Backstage's `TestDatabases` and the golden paths look.
 */
const [file, ...args] = process.argv.slice(2);
const connection = loadLabContext().urls.postgres('postgres');
const { status, error } = spawnSync(file, args, {
  stdio: 'inherit',
  env: {
    ...process.env,
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: connection,
    TEST_DATABASE_URL: connection,
  },
});
if (error) {
  process.stderr.write(`${file} did not start: ${error.message}\n`);
}
process.exitCode = status ?? 1;
