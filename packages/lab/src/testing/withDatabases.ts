import { spawnSync } from 'node:child_process';
import { loadLabContext } from '../context';

/**
 * `main.ts with postgres -- node … withDatabases.ts command …`: runs a command whose
 * tests find PostgreSQL where Backstage's `TestDatabases` and the golden paths look.
 */
const [file, ...args] = process.argv.slice(2);
const connection = loadLabContext().urls.postgres('postgres');
// Tests that start a lab of their own are to find ports and a folder of its own.
const {
  LAB_PORT_BASE: _portBase,
  LAB_PORTAL_PORT: _portalPort,
  LAB_DATA_DIR: _dataDir,
  LAB_STATUS_FILE: _statusFile,
  ...inherited
} = process.env;
const { status, error } = spawnSync(file, args, {
  stdio: 'inherit',
  env: {
    ...inherited,
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: connection,
    TEST_DATABASE_URL: connection,
  },
});
if (error) {
  process.stderr.write(`${file} did not start: ${error.message}\n`);
}
process.exitCode = status ?? 1;
