import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  DatabaseService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** What an embedded database's connection can do that others cannot. */
interface SqliteConnection {
  pragma(text: string): unknown;
}

/**
 * Writes ahead in a log instead of copying pages away before each change: a commit no longer
 * waits for the disk two or three times, which is most of a first start with its hundreds of
 * migrations. After a loss of power the last commits may be missing; nothing is corrupt.
 *
 * @param client - not used yet: a connection that exists already stays as it is
 */
export function writeAhead(client: Knex): void {
  client.client.pool.on(
    'createSuccess',
    (_eventId: number, connection: SqliteConnection) => {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = NORMAL');
    },
  );
}

/** Hands out clients that write ahead, each prepared once. */
export function writingAhead(service: DatabaseService): DatabaseService {
  let client: Promise<Knex> | undefined;
  return {
    ...service,
    getClient() {
      client ??= service.getClient().then(made => {
        if (made.client.config.client === 'better-sqlite3') {
          writeAhead(made);
        }
        return made;
      });
      return client;
    },
  };
}

/** Backstage's own database service, with embedded databases that write ahead. */
export const portalDatabase = createServiceFactory({
  service: coreServices.database,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.lifecycle,
    logger: coreServices.logger,
    pluginMetadata: coreServices.pluginMetadata,
    rootLifecycle: coreServices.rootLifecycle,
    rootLogger: coreServices.rootLogger,
  },
  async createRootContext({ config, rootLifecycle, rootLogger }) {
    return DatabaseManager.fromConfig(config, { rootLifecycle, rootLogger });
  },
  async factory({ pluginMetadata, lifecycle, logger }, manager) {
    return writingAhead(
      manager.forPlugin(pluginMetadata.getId(), { lifecycle, logger }),
    );
  },
});
