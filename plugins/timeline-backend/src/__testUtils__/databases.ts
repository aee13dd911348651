import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** SQLite, and those PostgreSQLs to which the environment has a connection string. */
export function createTestDatabases(): TestDatabases {
  return TestDatabases.create({
    ids: [
      'SQLITE_3',
      'POSTGRES_18',
      'POSTGRES_17',
      'POSTGRES_16',
      'POSTGRES_15',
      'POSTGRES_14',
    ],
    disableDocker: true,
  });
}

/** Where this plugin's migrations are. */
export const migrationsDirectory = resolvePackagePath(
  '@goreliable/plugin-timeline-backend',
  'migrations',
);
