import { DatabaseService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { SpecFile, SpecStore } from './types';

interface SpecsRow {
  id: string;
  revision: number;
  document: string;
}

const onlyRow = 'all';

/** Grows when the document changes in a way that other versions cannot read; theirs is read anew. */
const documentVersion = 1;

/**
 * The store on the plugin's own database, SQLite or PostgreSQL. Its table is
 * made by the plugin's migrations, which have to have run.
 */
export class DatabaseSpecStore implements SpecStore {
  static async create(database: DatabaseService): Promise<DatabaseSpecStore> {
    return new DatabaseSpecStore(await database.getClient());
  }

  /**
   * Parsed once for each document: snapshots are made far more often. Not for each
   * revision, which stays when only the time changes at which the files were read.
   */
  private known?: { document: string; files: SpecFile[] };

  private constructor(private readonly knex: Knex) {}

  async revision(): Promise<string> {
    const row = await this.knex<SpecsRow>('slo_specs')
      .select('revision')
      .where({ id: onlyRow })
      .first();
    return String(row?.revision ?? 0);
  }

  async files(): Promise<SpecFile[]> {
    const row = await this.row();
    if (!row) {
      return [];
    }
    if (this.known?.document !== row.document) {
      this.known = { document: row.document, files: read(row.document) };
    }
    return this.known.files;
  }

  async replace(files: readonly SpecFile[]): Promise<boolean> {
    const before = await this.row();
    const isDifferent =
      substanceOf(before ? read(before.document) : []) !== substanceOf(files);
    const document = JSON.stringify({ version: documentVersion, files });
    await this.knex.transaction(async transaction => {
      const table = () => transaction<SpecsRow>('slo_specs');
      await table()
        .insert({ id: onlyRow, revision: 0, document })
        .onConflict('id')
        .ignore();
      await table()
        .where({ id: onlyRow })
        .update({
          document,
          // Nobody has to look again at what has stayed the same.
          ...(isDifferent && { revision: transaction.raw('revision + 1') }),
        });
    });
    return isDifferent;
  }

  private async row(): Promise<SpecsRow | undefined> {
    return await this.knex<SpecsRow>('slo_specs')
      .where({ id: onlyRow })
      .first();
  }
}

function read(document: string): SpecFile[] {
  const { version, files } = JSON.parse(document);
  return version === documentVersion ? files : [];
}

function substanceOf(files: readonly SpecFile[]): string {
  return JSON.stringify(
    files.map(({ readAtMs: _, etag: __, ...substance }) => substance),
  );
}
