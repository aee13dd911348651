import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

const directory = resolvePackagePath(
  '@goreliable/plugin-slo-backend',
  'migrations',
);

/** Any number that no other plugin locks in the same database. */
const advisoryLock = 5_701_946_202;

/**
 * Brings the schema up to date, also when several replicas start at once, and
 * when one of them was killed in the middle.
 *
 * Knex has a lock of its own, but it makes the second replica fail rather than
 * wait, and a killed one leaves it behind for good. So on PostgreSQL
 * replicas queue for an advisory lock, which goes with its connection; whoever
 * holds it knows that knex's lock can only be a left-over. SQLite
 * belongs to one process anyway.
 */
export async function migrateDatabase(knex: Knex): Promise<void> {
  if (!String(knex.client.config.client).startsWith('pg')) {
    await migrate(knex);
    return;
  }
  await knex.transaction(async transaction => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [advisoryLock]);
    await migrate(knex);
  });
}

async function migrate(knex: Knex) {
  await knex.migrate.forceFreeMigrationsLock({ directory });
  await knex.migrate.latest({ directory });
}
