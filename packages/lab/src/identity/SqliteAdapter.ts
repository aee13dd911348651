import Database from 'better-sqlite3';
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Row {
  payload: string;
  expires_at: number | null;
}

/** Opens the store of sessions and tokens, so that a restart signs nobody out. */
export function openIdentityStore(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(`
    CREATE TABLE IF NOT EXISTS artifacts (
      model TEXT NOT NULL,
      id TEXT NOT NULL,
      payload TEXT NOT NULL,
      uid TEXT,
      grant_id TEXT,
      expires_at INTEGER,
      PRIMARY KEY (model, id)
    );
    CREATE INDEX IF NOT EXISTS artifacts_uid ON artifacts (model, uid);
    CREATE INDEX IF NOT EXISTS artifacts_grant ON artifacts (grant_id);
  `);
  database
    .prepare('DELETE FROM artifacts WHERE expires_at < ?')
    .run(Math.floor(Date.now() / 1000));
  return database;
}

/** The storage that oidc-provider asks for, one instance a model (Session, Grant, RefreshToken …). */
export class SqliteAdapter implements Adapter {
  readonly #database: Database.Database;
  readonly #model: string;
  readonly #nowSeconds: () => number;

  constructor(
    database: Database.Database,
    model: string,
    nowSeconds: () => number = () => Math.floor(Date.now() / 1000),
  ) {
    this.#database = database;
    this.#model = model;
    this.#nowSeconds = nowSeconds;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number) {
    this.#database
      .prepare(
        `INSERT INTO artifacts (model, id, payload, uid, grant_id, expires_at)
         VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (model, id) DO UPDATE SET
           payload = excluded.payload, uid = excluded.uid,
           grant_id = excluded.grant_id, expires_at = excluded.expires_at`,
      )
      .run(
        this.#model,
        id,
        JSON.stringify(payload),
        payload.uid ?? null,
        payload.grantId ?? null,
        expiresIn === undefined ? null : this.#nowSeconds() + expiresIn,
      );
  }

  async find(id: string) {
    return this.#payload('id', id);
  }

  async findByUid(uid: string) {
    return this.#payload('uid', uid);
  }

  /** Device codes are not offered, so there is none to be found. */
  async findByUserCode() {
    return undefined;
  }

  async consume(id: string) {
    const payload = this.#payload('id', id);
    if (payload) {
      this.#database
        .prepare('UPDATE artifacts SET payload = ? WHERE model = ? AND id = ?')
        .run(
          JSON.stringify({ ...payload, consumed: this.#nowSeconds() }),
          this.#model,
          id,
        );
    }
  }

  async destroy(id: string) {
    this.#database
      .prepare('DELETE FROM artifacts WHERE model = ? AND id = ?')
      .run(this.#model, id);
  }

  async revokeByGrantId(grantId: string) {
    this.#database
      .prepare('DELETE FROM artifacts WHERE grant_id = ?')
      .run(grantId);
  }

  #payload(column: 'id' | 'uid', value: string): AdapterPayload | undefined {
    const row = this.#database
      .prepare<[string, string], Row>(
        `SELECT payload, expires_at FROM artifacts WHERE model = ? AND ${column} = ?`,
      )
      .get(this.#model, value);
    const isLive =
      row && (row.expires_at === null || row.expires_at > this.#nowSeconds());
    return isLive ? JSON.parse(row.payload) : undefined;
  }
}
