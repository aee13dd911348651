import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrateDatabase } from '../store/migrateDatabase';
import { DatabaseSpecStore } from './DatabaseSpecStore';
import { SpecFile } from './types';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const file: SpecFile = {
  location: 'https://git/slo.yaml',
  text: 'version: prometheus/v1',
  etag: '1',
  readAtMs: 1,
  declared: [],
  problems: ['has no SLO'],
};

describe.each(databases.eachSupportedId())('DatabaseSpecStore on %s', id => {
  async function createStore(knex?: Knex) {
    const client = knex ?? (await databases.init(id));
    await migrateDatabase(client);
    const store = await DatabaseSpecStore.create(
      mockServices.database({ knex: client }),
    );
    return { store, client };
  }

  it('gives back exactly what was saved, also to another replica', async () => {
    const { store, client } = await createStore();
    expect(await store.files()).toEqual([]);
    expect(await store.replace([file])).toBe(true);
    const { store: replica } = await createStore(client);
    expect(await replica.files()).toEqual([file]);
    expect(await replica.revision()).toBe(await store.revision());
  });

  it('changes its revision only with what the files say', async () => {
    const { store } = await createStore();
    await store.replace([file]);
    expect(await store.files()).toEqual([file]);
    const before = await store.revision();
    expect(await store.replace([{ ...file, etag: '2', readAtMs: 2 }])).toBe(
      false,
    );
    expect(await store.revision()).toBe(before);
    // When it was read last decides how long it is believed.
    expect(await store.files()).toEqual([{ ...file, etag: '2', readAtMs: 2 }]);
    expect(await store.replace([{ ...file, failure: 'it is down' }])).toBe(
      true,
    );
    expect(await store.revision()).not.toBe(before);
    expect(await store.files()).toMatchObject([{ failure: 'it is down' }]);
  });

  it('drops what another version of the portal has stored', async () => {
    const { store, client } = await createStore();
    await store.replace([file]);
    await client('slo_specs').update({
      document: JSON.stringify({ version: 99, files: 'other' }),
      revision: 7,
    });
    expect(await store.files()).toEqual([]);
    expect(await store.replace([file])).toBe(true);
    expect(await store.files()).toEqual([file]);
  });
});
