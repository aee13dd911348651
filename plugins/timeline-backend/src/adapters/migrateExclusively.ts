import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';

/** Any number that no other advisory lock of this database uses: 'time' in ASCII. */
const advisoryLockKey = 0x74696d65;

const retryAfterMs = 200;

/**
 * Asks rather than waits: a statement that waits inside the database holds up
 * whoever builds an index concurrently there, as the catalog does.
 */
async function tryLock(transaction: Knex.Transaction): Promise<boolean> {
  const { rows } = await transaction.raw(
    'SELECT pg_try_advisory_xact_lock(?) AS locked',
    [advisoryLockKey],
  );
  return rows[0].locked;
}

/**
 * Brings the database up to date, safely with several replicas starting at
 * once and after one that was killed while it did so.
 *
 * Knex marks its lock in a table: a second replica fails on it, and a killed
 * one leaves it behind for good. PostgreSQL's own lock lets the second wait
 * and ends with its connection. Whoever has it knows that a mark still in the
 * table is a leftover. SQLite has one process at a time, so there too.
 */
export async function migrateExclusively(
  knex: Knex,
  directory: string,
): Promise<void> {
  const migrate = async () => {
    await knex.migrate.forceFreeMigrationsLock({ directory });
    await knex.migrate.latest({ directory });
  };
  if (knex.client.config.client !== 'pg') {
    await migrate();
    return;
  }
  await knex.transaction(async transaction => {
    while (!(await tryLock(transaction))) {
      await sleep(retryAfterMs);
    }
    await migrate();
  });
}
