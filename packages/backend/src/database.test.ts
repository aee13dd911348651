import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { Knex } from 'knex';
import { writingAhead } from './database';

describe('writingAhead', () => {
  let folder: string;
  const clients: Knex[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'database-test-'));
  });

  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.destroy()));
    rmSync(folder, { recursive: true });
  });

  function service(client: string, connection: Knex.StaticConnectionConfig) {
    let asked = 0;
    return {
      get asked() {
        return asked;
      },
      getClient: async () => {
        asked += 1;
        const made = createKnex({
          client,
          connection,
          useNullAsDefault: true,
        });
        clients.push(made);
        return made;
      },
    };
  }

  it('lets an embedded database write ahead', async () => {
    const filename = join(folder, 'a.sqlite');
    const { getClient } = writingAhead(service('better-sqlite3', { filename }));
    const client = await getClient();
    expect(await client.raw('PRAGMA journal_mode')).toEqual([
      { journal_mode: 'wal' },
    ]);
    // 1 is NORMAL.
    expect(await client.raw('PRAGMA synchronous')).toEqual([
      { synchronous: 1 },
    ]);
  });

  it('keeps what another client has committed', async () => {
    const filename = join(folder, 'a.sqlite');
    const own = service('better-sqlite3', { filename });
    const first = await writingAhead(own).getClient();
    await first.schema.createTable('t', table => table.integer('n'));
    await first('t').insert({ n: 7 });
    const second = await writingAhead(own).getClient();
    expect(await second('t').select('n')).toEqual([{ n: 7 }]);
  });

  it('gives the same client again', async () => {
    const own = service('better-sqlite3', { filename: ':memory:' });
    const database = writingAhead(own);
    expect(await database.getClient()).toBe(await database.getClient());
    expect(own.asked).toBe(1);
  });

  it('leaves other databases alone', async () => {
    const { getClient } = writingAhead(service('pg', { host: 'unused' }));
    const { client } = await getClient();
    expect(client.pool.emitter.listenerCount('createSuccess')).toBe(0);
  });
});
