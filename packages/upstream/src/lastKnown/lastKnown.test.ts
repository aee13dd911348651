import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { z } from 'zod';
import { KnexLastKnownStore, lastKnownMigration } from './KnexLastKnownStore';
import { LastKnown } from './LastKnown';
import { MemoryLastKnownStore } from './MemoryLastKnownStore';
import { LastKnownStore } from './types';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: [
    'SQLITE_3',
    'POSTGRES_18',
    'POSTGRES_17',
    'POSTGRES_16',
    'POSTGRES_15',
    'POSTGRES_14',
  ],
  disableDocker: true,
});

const stores: [string, () => Promise<LastKnownStore>][] = [
  ['memory', async () => new MemoryLastKnownStore()],
  ...databases
    .eachSupportedId()
    .map(([id]): [string, () => Promise<LastKnownStore>] => [
      id,
      async () => {
        const knex = await databases.init(id);
        await lastKnownMigration().up(knex);
        return new KnexLastKnownStore(knex);
      },
    ]),
];

const at = (second: number) => new Date(second * 1000).toISOString();

describe.each(stores)('the store in %s', (_, createStore) => {
  it('keeps a value, then a failure beside it, then a new value', async () => {
    const store = await createStore();
    expect(await store.read('a')).toBeUndefined();

    await store.writeValue('a', '{"v":1}', at(1));
    await store.writeError('a', 'timed out', at(2));
    expect(await store.read('a')).toEqual({
      value: '{"v":1}',
      asOf: at(1),
      error: 'timed out',
      attemptedAt: at(2),
    });

    await store.writeValue('a', '{"v":2}', at(3));
    expect(await store.read('a')).toEqual({
      value: '{"v":2}',
      asOf: at(3),
      error: undefined,
      attemptedAt: at(3),
    });
    expect(await store.read('b')).toBeUndefined();
  });

  it('keeps a failure where there never was a value', async () => {
    const store = await createStore();
    await store.writeError('a', 'refused', at(1));
    expect(await store.read('a')).toMatchObject({
      error: 'refused',
      attemptedAt: at(1),
    });
  });

  it('lets no older attempt replace a newer one', async () => {
    const store = await createStore();
    await store.writeValue('a', '2', at(2));
    await store.writeValue('a', '1', at(1));
    await store.writeError('a', 'late', at(1));
    expect(await store.read('a')).toMatchObject({ value: '2', asOf: at(2) });
    expect((await store.read('a'))?.error).toBeUndefined();
  });

  it('takes writes of several replicas at once', async () => {
    const store = await createStore();
    await Promise.all(
      Array.from({ length: 20 }, (__, i) =>
        store.writeValue('a', String(i), at(i)),
      ),
    );
    expect(await store.read('a')).toMatchObject({ value: '19', asOf: at(19) });
  });

  it('carries the last value over a restart', async () => {
    const store = await createStore();
    let now = Date.parse(at(100));
    const start = () =>
      LastKnown.create({
        name: 'prometheus/main',
        key: 'overview',
        store,
        schema: z.object({ v: z.number() }),
        staleAfterMs: 60_000,
        now: () => now,
      });

    const before = start();
    expect(await before.current()).toEqual({
      value: undefined,
      source: { name: 'prometheus/main', state: 'unreachable' },
    });
    expect(await before.refresh(async () => ({ v: 1 }))).toEqual({
      value: { v: 1 },
      source: { name: 'prometheus/main', state: 'fresh', asOf: at(100) },
    });

    now = Date.parse(at(130));
    const after = start();
    expect(
      await after.refresh(async () => {
        throw new Error('prometheus/main: could not ask: timed out');
      }),
    ).toEqual({
      value: { v: 1 },
      source: {
        name: 'prometheus/main',
        state: 'unreachable',
        asOf: at(100),
        error: 'prometheus/main: could not ask: timed out',
      },
    });

    const reader = start();
    expect((await reader.current()).source).toMatchObject({
      state: 'unreachable',
      error: expect.stringContaining('timed out'),
    });
    await after.refresh(async () => ({ v: 2 }));
    now += 2_000;
    expect(await reader.current()).toMatchObject({
      value: { v: 2 },
      source: { state: 'fresh' },
    });
    now += 61_000;
    expect((await reader.current()).source.state).toBe('stale');
  });
});

describe('LastKnown', () => {
  const options = {
    name: 'p',
    key: 'k',
    schema: z.number(),
    staleAfterMs: 1_000,
  };

  it('asks once for all who want it at the same time', async () => {
    const lastKnown = LastKnown.create({
      ...options,
      store: new MemoryLastKnownStore(),
    });
    const fetchValue = jest.fn(async () => {
      await sleep(20);
      return 7;
    });
    const answers = await Promise.all([
      lastKnown.refresh(fetchValue),
      lastKnown.refresh(fetchValue),
      lastKnown.refresh(fetchValue),
    ]);
    expect(fetchValue).toHaveBeenCalledTimes(1);
    expect(answers.map(answer => answer.value)).toEqual([7, 7, 7]);
    await lastKnown.refresh(fetchValue);
    expect(fetchValue).toHaveBeenCalledTimes(2);
  });

  it('drops what was stored in another shape', async () => {
    const store = new MemoryLastKnownStore();
    await store.writeValue('k', '"seven"', at(1));
    const logger = { warn: jest.fn() };
    const lastKnown = LastKnown.create({ ...options, store, logger });
    expect(await lastKnown.current()).toEqual({
      value: undefined,
      source: { name: 'p', state: 'unreachable' },
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('another shape'),
    );
  });

  it('works on without its store', async () => {
    const fail = async () => {
      throw new Error('database is down');
    };
    const logger = { warn: jest.fn() };
    const lastKnown = LastKnown.create({
      ...options,
      store: { read: fail, writeValue: fail, writeError: fail },
      rereadAfterMs: 0,
      logger,
    });
    expect((await lastKnown.refresh(async () => 5)).value).toBe(5);
    expect(await lastKnown.current()).toMatchObject({
      value: 5,
      source: { state: 'fresh' },
    });
    expect(
      await lastKnown.refresh(async () => {
        throw new Error('gone');
      }),
    ).toMatchObject({ value: 5, source: { state: 'unreachable' } });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('database is down'),
    );
  });
});
