import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { Client, type ClientConfig } from 'pg';

/** Any number will do as long as nothing else in the database takes the same one. */
const lockKey = 7_007_001;
const databaseDoesNotExist = '3D000';
/** Two replicas made it at the same moment: either code, by how close they were. */
const madeByAnother = ['42P04', '23505'];

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
}

async function createDatabase(connection: ClientConfig): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(connection.database ?? '')}`,
    );
  } catch (error) {
    if (!madeByAnother.includes(codeOf(error) ?? '')) {
      throw error;
    }
  } finally {
    await client.end();
  }
}

/** Locks belong to a database, so replicas meet in the portal's own, which the first one makes. */
async function connect(connection: ClientConfig): Promise<Client> {
  const client = new Client(connection);
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (codeOf(error) !== databaseDoesNotExist) {
      throw error;
    }
    await createDatabase(connection);
    const again = new Client(connection);
    await again.connect();
    return again;
  }
}

const retryMs = 250;

/**
 * Asks again and again instead of waiting inside PostgreSQL: a statement that waits there
 * counts as a running transaction, and a migration that builds an index concurrently waits
 * for those to end, for ever.
 */
async function takeLock(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS taken',
      [lockKey],
    );
    if (rows[0].taken) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, retryMs));
  }
}

/**
 * Replicas start one after the other. Each plugin migrates its own tables when it starts,
 * and of two that migrate the same ones at once, one fails: it finds the migrations locked
 * or half made. A replica that dies gives the lock back with its connection.
 */
export const startLock = createServiceFactory({
  service: createServiceRef<{ isHeld: boolean }>({
    id: 'portal.startLock',
    scope: 'root',
  }),
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  // Before any plugin, though none asks for it.
  initialization: 'always',
  async factory({ config, lifecycle, logger }) {
    const database = config.getConfig('backend.database');
    if (database.getString('client') !== 'pg') {
      return { isHeld: false };
    }
    const client = await connect(database.get<ClientConfig>('connection'));
    // Losing the connection loses the lock, not the replica.
    client.on('error', error =>
      logger.warn(`The start lock was lost: ${error.message}`),
    );
    await takeLock(client);
    lifecycle.addStartupHook(() => client.end());
    return { isHeld: true };
  },
});
