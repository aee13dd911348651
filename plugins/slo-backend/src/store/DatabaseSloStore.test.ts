import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseSloStore } from './DatabaseSloStore';
import { Episode, SloRecord, SourceRecord } from './types';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18'],
});

const t0 = Date.parse('2026-05-04T10:00:00Z');

const slo: SloRecord = {
  id: 'lab~a~b',
  key: { source: 'lab', service: 'a', name: 'b' },
  objective: 0.9990000000000001,
  periodDays: 30,
  windows: [
    { window: '5m', seconds: 300, condition: 'measured', errorRatio: 1e-7 / 3 },
    { window: '1h', seconds: 3600, condition: 'no-traffic' },
  ],
  budgetRemaining: 0.25,
  budgetOrigin: 'recorded',
  sampleAtMs: t0 - 5_000,
  state: 'critical',
  reason: { code: 'burning', severity: 'page', pairs: ['page-quick'] },
  sinceMs: t0,
  entity: {
    entityRef: 'component:default/a',
    owners: ['group:default/team'],
    system: 'system:default/s',
  },
};

function source(override: Partial<SourceRecord> = {}): SourceRecord {
  return {
    name: 'lab',
    attemptedAtMs: t0,
    asOfMs: t0,
    warnings: ['one store did not answer'],
    slos: [slo],
    trend: {
      from: 0,
      stepSeconds: 3600,
      points: 2,
      values: { 'lab~a~b': [0.5, null] },
      fetchedAtMs: t0,
    },
    ...override,
  };
}

function episode(override: Partial<Episode> = {}): Episode {
  return {
    id: 'lab~a~b@1',
    sloId: 'lab~a~b',
    source: 'lab',
    facts: {
      service: 'a',
      name: 'b',
      objective: 0.999,
      periodDays: 30,
      entityRef: 'component:default/a',
      owners: ['group:default/team'],
      summary: 'Burning',
    },
    startedAtMs: t0,
    lastCriticalAtMs: t0,
    peakBurnRate: 20.5,
    ...override,
  };
}

describe.each(databases.eachSupportedId())('DatabaseSloStore on %s', id => {
  async function createStore(knex?: Knex) {
    const client = knex ?? (await databases.init(id));
    const store = await DatabaseSloStore.create(
      mockServices.database({ knex: client }),
    );
    return { store, client };
  }

  it('gives back exactly what was saved, also to another replica', async () => {
    const { store, client } = await createStore();
    expect(await store.sources()).toEqual([]);
    expect(await store.save(source())).toBe(true);
    const { store: replica } = await createStore(client);
    expect(await replica.sources()).toEqual([source()]);
    expect(await replica.source('lab')).toEqual(source());
    expect(await replica.source('other')).toBeUndefined();
  });

  it('keeps the numbers when an attempt fails', async () => {
    const { store } = await createStore();
    await store.save(source());
    const failed = source({ attemptedAtMs: t0 + 30_000, error: 'refused' });
    await store.save(failed);
    expect(await store.source('lab')).toEqual(failed);
  });

  it('leaves the trend alone when asked to', async () => {
    const { store } = await createStore();
    await store.save(source());
    const later = source({ attemptedAtMs: t0 + 1, trend: undefined });
    await store.save(later, [], { keepTrend: true });
    expect(await store.source('lab')).toEqual(
      source({ attemptedAtMs: t0 + 1 }),
    );
    await store.save(later);
    expect((await store.source('lab'))?.trend).toBeUndefined();
  });

  it('changes its revision with every save', async () => {
    const { store } = await createStore();
    const revisions = [await store.revision()];
    await store.save(source());
    revisions.push(await store.revision());
    await store.save(source({ attemptedAtMs: t0 + 1 }));
    revisions.push(await store.revision());
    await store.save(source({ name: 'second' }));
    revisions.push(await store.revision());
    expect(new Set(revisions).size).toBe(4);
  });

  it('does not let a slow replica overwrite what is newer', async () => {
    const { store } = await createStore();
    const newer = source({ attemptedAtMs: t0 + 60_000, slos: [] });
    await store.save(newer);
    const stale = await store.save(source(), [
      { step: 'start', episode: episode() },
    ]);
    expect(stale).toBe(false);
    expect(await store.source('lab')).toEqual(newer);
    expect(await store.openEpisodes('lab')).toEqual([]);
  });

  it('survives two replicas that save at once', async () => {
    const { store } = await createStore();
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        store.save(source({ attemptedAtMs: t0 + index })),
      ),
    );
    expect((await store.source('lab'))?.attemptedAtMs).toBe(t0 + 7);
  });

  it('forgets sources that are not configured any more', async () => {
    const { store } = await createStore();
    await store.save(source());
    await store.save(source({ name: 'gone' }));
    await store.keepOnly(['lab']);
    expect((await store.sources()).map(({ name }) => name)).toEqual(['lab']);
  });

  it('follows an episode and announces its begin and end once each', async () => {
    const { store } = await createStore();
    await store.save(source(), [{ step: 'start', episode: episode() }]);
    expect(await store.openEpisodes('lab')).toEqual([episode()]);

    const going = episode({
      lastCriticalAtMs: t0 + 60_000,
      peakBurnRate: 100 / 3,
    });
    await store.save(source(), [{ step: 'continue', episode: going }]);
    expect(await store.openEpisodes('lab')).toEqual([going]);
    const begin = await store.announcements('lab');
    expect(begin.map(({ phase, channel }) => [phase, channel])).toEqual([
      ['start', 'notification'],
      ['start', 'timeline'],
    ]);
    await store.announced(begin[0]);

    const ended = { ...going, endedAtMs: t0 + 120_000 };
    await store.save(source(), [{ step: 'end', episode: ended }]);
    expect(await store.openEpisodes('lab')).toEqual([]);
    expect(await store.episodes('lab~a~b', 10)).toEqual([ended]);
    expect(
      (await store.announcements('lab')).map(({ phase, channel, ...rest }) => [
        phase,
        channel,
        rest.episode,
      ]),
    ).toEqual([
      ['start', 'timeline', ended],
      ['end', 'notification', ended],
      ['end', 'timeline', ended],
    ]);
  });

  it('lists the newest episodes of one SLO', async () => {
    const { store } = await createStore();
    const episodes = [0, 1, 2].map(index =>
      episode({ id: `e${index}`, startedAtMs: t0 + index }),
    );
    await store.save(
      source(),
      episodes.map(each => ({ step: 'start', episode: each })),
    );
    await store.save(source(), [
      { step: 'start', episode: episode({ id: 'other', sloId: 'lab~x~y' }) },
    ]);
    expect((await store.episodes('lab~a~b', 2)).map(each => each.id)).toEqual([
      'e2',
      'e1',
    ]);
  });

  it('drops old episodes, but not those that go on', async () => {
    const { store } = await createStore();
    const day = 86_400_000;
    await store.save(source(), [
      { step: 'end', episode: episode({ id: 'old', endedAtMs: t0 + day }) },
      { step: 'start', episode: episode({ id: 'open' }) },
    ]);
    await store.forgetEpisodes(t0 + 1);
    expect((await store.episodes('lab~a~b', 9)).map(each => each.id)).toEqual([
      'open',
    ]);
    expect(
      (await store.announcements('lab')).every(
        each => each.episode.id === 'open',
      ),
    ).toBe(true);
  });

  it('drops what another version of the portal has stored', async () => {
    const { store, client } = await createStore();
    await store.save(source());
    await client('slo_sources').update({
      document: JSON.stringify({ version: 99, slos: 'other' }),
    });
    expect(await store.sources()).toEqual([
      { name: 'lab', attemptedAtMs: t0, warnings: [], slos: [] },
    ]);
  });

  // A SQLite database belongs to one process, which starts once.
  const replicas = id.startsWith('POSTGRES') ? 3 : 1;

  it('migrates once when several replicas start together', async () => {
    const client = await databases.init(id);
    const stores = await Promise.all(
      Array.from({ length: replicas }, () =>
        DatabaseSloStore.create(mockServices.database({ knex: client })),
      ),
    );
    await stores.at(-1)!.save(source());
    expect(await stores[0].source('lab')).toEqual(source());
  });

  it('starts after a replica was killed in the middle of migrating', async () => {
    const { client } = await createStore();
    await client('knex_migrations_lock').update({ is_locked: 1 });
    const { store } = await createStore(client);
    expect(await store.sources()).toEqual([]);
  });
});
