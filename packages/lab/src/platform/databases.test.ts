import { Client } from 'pg';
import { ensureDatabase } from './databases';

// `make test` gives all tests a PostgreSQL; without one there is nothing to try.
const adminUrl = process.env.TEST_DATABASE_URL;
const describeWithDatabase = adminUrl ? describe : describe.skip;

async function query(url: string, text: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describeWithDatabase('ensureDatabase', () => {
  const server = { adminUrl: adminUrl!, secret: 'a secret' };
  const run = `t${Date.now()}`;
  const names = [`${run}-one`, `${run}-two`];

  afterAll(async () => {
    for (const name of names.map(each => each.replaceAll('-', '_'))) {
      await query(adminUrl!, `DROP DATABASE IF EXISTS "${name}"`);
      await query(adminUrl!, `DROP ROLE IF EXISTS "${name}"`);
    }
  });

  it('gives each service one of its own, the same each time', async () => {
    const [one, again] = await Promise.all([
      ensureDatabase(server, names[0]),
      ensureDatabase(server, names[0]),
    ]);
    expect(again).toBe(one);
    expect(await ensureDatabase(server, names[0])).toBe(one);
    await query(one, 'CREATE TABLE things (id int)');
    expect(
      await query(one, 'SELECT current_user AS name, current_database() AS db'),
    ).toEqual([{ name: `${run}_one`, db: `${run}_one` }]);
  });

  it("keeps a service out of another one's", async () => {
    const one = await ensureDatabase(server, names[0]);
    const two = new URL(await ensureDatabase(server, names[1]));
    two.pathname = new URL(one).pathname;
    await expect(query(two.toString(), 'SELECT 1')).rejects.toThrow(
      /permission denied for database/,
    );
  });
});
