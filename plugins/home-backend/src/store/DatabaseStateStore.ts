import { createHash } from 'node:crypto';
import {
  DatabaseService,
  LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  StatePublication,
  statePublicationSchema,
} from '@goreliable/plugin-home-common';
import { Knex } from 'knex';
import { silentAfterMs, StateStore, StoredStates } from './StateStore';

interface Row {
  source: string;
  publication: string;
  digest: string;
  /** A string on PostgreSQL. */
  received_at_ms: number | string;
  publisher: string | null;
}

interface Surroundings {
  readonly logger: Pick<LoggerService, 'warn'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const migrationsDir = resolvePackagePath(
  '@goreliable/plugin-home-backend',
  'migrations',
);

/** Who was not heard of for so long does not come back, and is forgotten. */
const keptForMs = 30 * 24 * 60 * 60_000;

/** The state store that replicas share. */
export class DatabaseStateStore implements StateStore {
  readonly #knex: Knex;
  readonly #logger: Surroundings['logger'];
  readonly #now: Surroundings['now'];
  /** Rows that were complained about, so that each is once and not for each page. */
  readonly #complaints = new Set<string>();

  static async create(
    database: DatabaseService,
    surroundings: Surroundings,
  ): Promise<DatabaseStateStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({ directory: migrationsDir });
    }
    return new DatabaseStateStore(knex, surroundings);
  }

  private constructor(knex: Knex, { logger, now }: Surroundings) {
    this.#knex = knex;
    this.#logger = logger;
    this.#now = now;
  }

  async replace(
    publication: StatePublication,
    publisher: string,
  ): Promise<boolean> {
    const text = JSON.stringify(publication);
    const now = this.#now();
    const row: Row = {
      source: publication.source,
      publication: text,
      digest: createHash('sha256').update(text).digest('hex'),
      received_at_ms: now,
      publisher,
    };
    const before = await this.#knex<Row>('home_states')
      .where({ source: row.source })
      .first('digest', 'received_at_ms', 'publisher');
    const isHeard =
      before !== undefined &&
      now - Number(before.received_at_ms) <= silentAfterMs;
    if (
      isHeard &&
      before.publisher &&
      before.publisher !== publisher &&
      publisher !== `plugin:${row.source}`
    ) {
      throw new NotAllowedError(
        `'${before.publisher}' speaks for the source '${row.source}'`,
      );
    }
    await this.#knex<Row>('home_states')
      .insert(row)
      .onConflict('source')
      .merge();
    await this.#knex<Row>('home_states')
      .where('received_at_ms', '<', now - keptForMs)
      .delete();
    return !isHeard || before.digest !== row.digest;
  }

  async list(): Promise<StoredStates> {
    const rows = await this.#knex<Row>('home_states').orderBy('source');
    const publications: Array<StoredStates['publications'][number]> = [];
    const unreadable: string[] = [];
    for (const row of rows) {
      try {
        publications.push({
          publication: statePublicationSchema.parse(
            JSON.parse(row.publication),
          ),
          receivedAtMs: Number(row.received_at_ms),
        });
      } catch (error) {
        // A replica of another version may have written it.
        unreadable.push(row.source);
        this.#complain(row, error);
      }
    }
    return { publications, unreadable };
  }

  #complain({ source, digest }: Row, error: unknown): void {
    const complaint = `${source} ${digest}`;
    if (!this.#complaints.has(complaint)) {
      this.#complaints.add(complaint);
      this.#logger.warn(
        `What '${source}' published cannot be read, and is left out: ${error}`,
      );
    }
  }
}
