import { createHash } from 'node:crypto';
import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  StatePublication,
  statePublicationSchema,
} from '@goreliable/plugin-home-common';
import { Knex } from 'knex';
import { StateStore } from './StateStore';

interface Row {
  source: string;
  publication: string;
  digest: string;
}

const migrationsDir = resolvePackagePath(
  '@goreliable/plugin-home-backend',
  'migrations',
);

/** The state store that replicas share. */
export class DatabaseStateStore implements StateStore {
  readonly #knex: Knex;

  static async create(database: DatabaseService): Promise<DatabaseStateStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({ directory: migrationsDir });
    }
    return new DatabaseStateStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async replace(publication: StatePublication): Promise<boolean> {
    const text = JSON.stringify(publication);
    const row: Row = {
      source: publication.source,
      publication: text,
      digest: createHash('sha256').update(text).digest('hex'),
    };
    const before = await this.#knex<Row>('home_states')
      .where({ source: row.source })
      .first('digest');
    if (before?.digest === row.digest) {
      return false;
    }
    await this.#knex<Row>('home_states')
      .insert(row)
      .onConflict('source')
      .merge();
    return true;
  }

  async list(): Promise<StatePublication[]> {
    const rows = await this.#knex<Row>('home_states').orderBy('source');
    return rows.map(row =>
      statePublicationSchema.parse(JSON.parse(row.publication)),
    );
  }
}
