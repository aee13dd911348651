import type { Knex } from 'knex';
import { LastKnownRecord, LastKnownStore } from './types';

/** The table unless told otherwise. */
export const defaultLastKnownTable = 'upstream_last_known';

interface Row {
  key: string;
  value: string | null;
  as_of: string | null;
  error: string | null;
  attempted_at: string;
}

/**
 * A migration that makes the table of {@link KnexLastKnownStore}. In a file of
 * the plugin's own `migrations` folder:
 *
 * ```js
 * const { lastKnownMigration } = require('@goreliable/upstream');
 * module.exports = lastKnownMigration();
 * ```
 */
export function lastKnownMigration(options?: { table?: string }): {
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
} {
  const table = options?.table ?? defaultLastKnownTable;
  return {
    up: async knex => {
      await knex.schema.createTable(table, columns => {
        columns.comment(
          'Last good answer of each upstream, for when it is down',
        );
        columns.string('key', 255).primary();
        columns.text('value', 'longtext').comment('JSON');
        columns.string('as_of', 30).comment('ISO 8601, UTC, milliseconds');
        columns.text('error');
        columns.string('attempted_at', 30).notNullable();
      });
    },
    down: async knex => {
      await knex.schema.dropTable(table);
    },
  };
}

/** Last known answers in a plugin's own database: they survive restarts and are shared by replicas. */
export class KnexLastKnownStore implements LastKnownStore {
  constructor(
    private readonly knex: Knex,
    private readonly options: { table?: string } = {},
  ) {}

  async read(key: string): Promise<LastKnownRecord | undefined> {
    const row = await this.table().where({ key }).first();
    return (
      row && {
        value: row.value ?? undefined,
        asOf: row.as_of ?? undefined,
        error: row.error ?? undefined,
        attemptedAt: row.attempted_at,
      }
    );
  }

  async writeValue(key: string, value: string, asOf: string): Promise<void> {
    await this.upsert({
      key,
      value,
      as_of: asOf,
      error: null,
      attempted_at: asOf,
    });
  }

  async writeError(
    key: string,
    error: string,
    attemptedAt: string,
  ): Promise<void> {
    await this.upsert({ key, error, attempted_at: attemptedAt });
  }

  /** One statement, so that replicas cannot overtake each other between a look and a write. */
  private async upsert(row: Partial<Row> & { attempted_at: string }) {
    const { key: _, ...changes } = row;
    await this.table()
      .insert(row)
      .onConflict('key')
      .merge(changes)
      .where(`${this.tableName}.attempted_at`, '<=', row.attempted_at);
  }

  private get tableName() {
    return this.options.table ?? defaultLastKnownTable;
  }

  private table() {
    return this.knex<Row>(this.tableName);
  }
}
