import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { positionOf } from '../service/cursor';
import {
  createTestDatabases,
  migrationsDirectory,
} from '../__testUtils__/databases';
import { testEvent, testStartMs } from '../__testUtils__/events';
import { DatabaseEventStore } from './DatabaseEventStore';
import { migrateExclusively } from './migrateExclusively';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const ids = (events: TimelineEvent[]) =>
  events.map(event => event.id.replace('test:', ''));

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  async function createStore() {
    const knex = await databases.init(databaseId);
    await migrateExclusively(knex, migrationsDirectory);
    return { store: new DatabaseEventStore(knex), knex };
  }

  describe('upsert', () => {
    it('keeps every field', async () => {
      const { store } = await createStore();
      const event = testEvent('full', 0, {
        severity: 'critical',
        href: 'https://argocd.example/gateway',
        actor: 'user:default/ada',
        title: `Ünï — 'quotes' "and" \\ 100 % 🚀`,
        data: { nested: { list: [1, null, true, 'x'] }, nul: 'a\u0000b' },
      });
      await store.upsert([event, testEvent('bare', -1)]);
      expect(await store.list({ limit: 10 })).toEqual([
        event,
        testEvent('bare', -1),
      ]);
    });

    it('says what was new or differed, and writes nothing else', async () => {
      const { store, knex } = await createStore();
      const events = [testEvent('a', 0), testEvent('b', 1)];
      expect(ids(await store.upsert(events)).sort()).toEqual(['a', 'b']);
      expect(await store.upsert(events)).toEqual([]);

      const changed = { ...events[0], severity: 'warning' as const };
      expect(await store.upsert([changed, events[1]])).toEqual([changed]);
      expect(await store.list({ limit: 10 })).toEqual([events[1], changed]);
      const [{ n }] = await knex('timeline_events').count({ n: '*' });
      expect(Number(n)).toBe(2);
    });

    it('takes the last of two with one id', async () => {
      const { store } = await createStore();
      const later = testEvent('a', 0, { title: 'later' });
      await store.upsert([testEvent('a', 0), later]);
      expect(await store.list({ limit: 10 })).toEqual([later]);
    });

    it('takes a full request at once', async () => {
      const { store } = await createStore();
      const events = Array.from({ length: 500 }, (_, i) =>
        testEvent(String(i), i),
      );
      expect(await store.upsert(events)).toHaveLength(500);
      expect(await store.list({ limit: 500 })).toHaveLength(500);
    });

    it('stores all or nothing', async () => {
      const { store } = await createStore();
      const events = Array.from({ length: 150 }, (_, i) =>
        testEvent(String(i).padStart(3, '0'), i),
      );
      // The last statement fails on what no schema would let through.
      events[149] = { ...events[149], kind: null as never };
      await expect(store.upsert(events)).rejects.toThrow();
      expect(await store.list({ limit: 10 })).toEqual([]);
    });

    it('lets two replicas write the same events at once', async () => {
      const { store, knex } = await createStore();
      const other = new DatabaseEventStore(knex);
      const events = Array.from({ length: 300 }, (_, i) =>
        testEvent(String(i), i),
      );
      const changed = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          // Different orders, as different collectors would have them.
          (i % 2 ? store : other).upsert(
            i % 3 ? events : [...events].reverse(),
          ),
        ),
      );
      expect(changed.flat()).toHaveLength(300);
      expect(await store.list({ limit: 500 })).toHaveLength(300);
    });
  });

  describe('list', () => {
    const gateway = 'component:default/gateway';
    const orders = 'component:default/orders';
    const other = 'component:default/other';

    async function storeWith(...events: TimelineEvent[]) {
      const { store } = await createStore();
      await store.upsert(events);
      return store;
    }

    it('is newest first, and by id at the same moment', async () => {
      const store = await storeWith(
        testEvent('b', 0),
        testEvent('c', 0),
        testEvent('a', 0),
        testEvent('new', 5),
        testEvent('B', 0),
      );
      expect(ids(await store.list({ limit: 10 }))).toEqual([
        'new',
        'c',
        'b',
        'a',
        'B',
      ]);
    });

    it('merges the pages of several entities', async () => {
      const store = await storeWith(
        testEvent('g1', 1, { entityRef: gateway }),
        testEvent('o2', 2, { entityRef: orders }),
        testEvent('x3', 3, { entityRef: other }),
        testEvent('g4', 4, { entityRef: gateway }),
        testEvent('o5', 5, { entityRef: orders }),
      );
      const entityRefs = [gateway, orders, 'component:default/none'];
      const first = await store.list({ entityRefs, limit: 3 });
      expect(ids(first)).toEqual(['o5', 'g4', 'o2']);
      expect(
        ids(
          await store.list({
            entityRefs,
            limit: 3,
            after: positionOf(first.at(-1)!),
          }),
        ),
      ).toEqual(['g1']);
      expect(await store.list({ entityRefs: [], limit: 3 })).toEqual([]);
      expect(ids(await store.list({ entityRefs: [other], limit: 3 }))).toEqual([
        'x3',
      ]);
    });

    it('takes as many entities as a scope may have', async () => {
      const store = await storeWith(testEvent('g', 1));
      const entityRefs = Array.from(
        { length: 199 },
        (_, i) => `component:default/s${i}`,
      );
      expect(
        ids(
          await store.list({
            entityRefs: [...entityRefs, gateway],
            limit: 501,
            kinds: ['deploy', 'alert'],
            severities: ['info', 'critical'],
            text: 'event g component',
            fromMs: testStartMs,
            toMs: testStartMs + 3_600_000,
            after: { atMs: testStartMs + 3_600_000, id: 'x' },
          }),
        ),
      ).toEqual(['g']);
    });

    it('pages through events of one moment without loss or repetition', async () => {
      const events = Array.from({ length: 25 }, (_, i) =>
        testEvent(`k${i}`, i < 20 ? 0 : i),
      );
      const store = await storeWith(...events);
      const seen: string[] = [];
      for (let after; ; ) {
        const page: TimelineEvent[] = await store.list({ limit: 4, after });
        seen.push(...ids(page));
        if (page.length < 4) break;
        after = positionOf(page.at(-1)!);
      }
      expect(seen).toHaveLength(25);
      expect(new Set(seen).size).toBe(25);
    });

    it('narrows by kind, severity and time', async () => {
      const store = await storeWith(
        testEvent('a', 1, { kind: 'alert', severity: 'critical' }),
        testEvent('b', 2, { kind: 'deploy', severity: 'critical' }),
        testEvent('c', 3, { kind: 'alert', severity: 'info' }),
      );
      const list = async (filter: object) =>
        ids(await store.list({ limit: 10, ...filter }));
      expect(await list({ kinds: ['alert'] })).toEqual(['c', 'a']);
      expect(await list({ severities: ['critical', 'warning'] })).toEqual([
        'b',
        'a',
      ]);
      expect(
        await list({ kinds: ['alert'], severities: ['critical'] }),
      ).toEqual(['a']);
      expect(
        await list({
          fromMs: testStartMs + 60_000,
          toMs: testStartMs + 3 * 60_000,
        }),
      ).toEqual(['b', 'a']);
    });

    it('finds words in title, actor and entity, and takes signs for themselves', async () => {
      const store = await storeWith(
        testEvent('a', 1, { title: 'Deployed 50% of ÜBER_x', actor: 'Ada' }),
        testEvent('b', 2, { title: 'Deployed 500 of uberxx', actor: 'Omar' }),
        testEvent('c', 3, { title: 'back\\slash', entityRef: orders }),
      );
      const list = async (text: string) =>
        ids(await store.list({ limit: 10, text }));
      expect(await list('deployed')).toEqual(['b', 'a']);
      expect(await list('50%')).toEqual(['a']);
      expect(await list('über_')).toEqual(['a']);
      expect(await list('ada DEPLOYED')).toEqual(['a']);
      expect(await list('ada omar')).toEqual([]);
      expect(await list('\\')).toEqual(['c']);
      expect(await list('default/orders')).toEqual(['c']);
      expect(await list(`' OR 1=1 --`)).toEqual([]);
      expect(await list('  ')).toHaveLength(3);
    });
  });

  it('deletes the oldest in batches', async () => {
    const { store } = await createStore();
    await store.upsert([0, 1, 2, 3].map(i => testEvent(String(i), i)));
    const before = testStartMs + 3 * 60_000;
    expect(await store.deleteBefore(before, 2)).toBe(2);
    expect(ids(await store.list({ limit: 10 }))).toEqual(['3', '2']);
    expect(await store.deleteBefore(before, 2)).toBe(1);
    expect(await store.deleteBefore(before, 2)).toBe(0);
    expect(ids(await store.list({ limit: 10 }))).toEqual(['3']);
  });

  it('answers a ping only while the database is there', async () => {
    const { store, knex } = await createStore();
    await expect(store.ping()).resolves.toBeUndefined();
    await knex.destroy();
    await expect(store.ping()).rejects.toThrow();
  });

  it('migrates with several replicas at once, after a kill, and back', async () => {
    const knex = await databases.init(databaseId);
    await Promise.all(
      (databaseId === 'SQLITE_3' ? [1] : [1, 2, 3]).map(() =>
        migrateExclusively(knex, migrationsDirectory),
      ),
    );
    await knex('knex_migrations_lock').update({ is_locked: 1 });
    await migrateExclusively(knex, migrationsDirectory);

    await knex.migrate.down({ directory: migrationsDirectory });
    expect(await knex.schema.hasTable('timeline_events')).toBe(false);
    await migrateExclusively(knex, migrationsDirectory);
    expect(await knex.schema.hasTable('timeline_events')).toBe(true);
  });
});
