import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { testEvent } from '../__testUtils__/events';
import { EventListing, ListingQuery } from './EventListing';
import { EventFilter, EventStore, RelatedEntity } from './ports';

const credentials = mockCredentials.user();
const gateway = 'component:default/gateway';
const orders = 'component:default/orders';

/** Keeps events in an array: what a store promises, in the plainest way. */
function storeOf(events: TimelineEvent[]) {
  const sorted = [...events].sort((a, b) => b.at.localeCompare(a.at));
  const list = jest.fn(async ({ entityRefs, after, limit }: EventFilter) => {
    const start = after
      ? sorted.findIndex(event => event.id === after.id) + 1
      : 0;
    return sorted
      .slice(start)
      .filter(event => !entityRefs || entityRefs.includes(event.entityRef))
      .slice(0, limit);
  });
  return { list } as unknown as jest.Mocked<EventStore>;
}

function listingOf(options: {
  events: TimelineEvent[];
  visible?: string[];
  allowed?: string[];
}) {
  const relations: Record<string, string> = { [gateway]: orders };
  const visible = options.visible ?? [gateway, orders];
  const read = jest.fn(
    async (refs: readonly string[]): Promise<RelatedEntity[]> =>
      refs
        .filter(ref => visible.includes(ref))
        .map(entityRef => ({
          entityRef,
          kind: 'Component',
          relations: relations[entityRef]
            ? [{ type: 'dependsOn', targetRef: relations[entityRef] }]
            : [],
        })),
  );
  const allowed = jest.fn(
    async (refs: readonly string[]) =>
      new Set(
        refs.filter(ref =>
          (options.allowed ?? [gateway, orders]).includes(ref),
        ),
      ),
  );
  const store = storeOf(options.events);
  const listing = new EventListing(store, { read }, { allowed });
  return {
    store,
    read,
    allowed,
    list: (query: Partial<ListingQuery> = {}) =>
      listing.list({ limit: 10, ...query }, credentials),
  };
}

const keys = ({ events }: { events: TimelineEvent[] }) =>
  events.map(event => event.id.replace('test:', ''));

const mixed = [
  testEvent('g1', 1),
  testEvent('o2', 2, { entityRef: orders }),
  testEvent('g3', 3),
  testEvent('x4', 4, { entityRef: 'component:default/secret' }),
];

describe('of an entity', () => {
  it('lists it alone or with what it depends on, and says what was covered', async () => {
    const { list } = listingOf({ events: mixed });
    expect(keys(await list({ entityRefs: [gateway] }))).toEqual(['g3', 'g1']);
    const answer = await list({ entityRefs: [gateway], hops: 1 });
    expect(keys(answer)).toEqual(['g3', 'o2', 'g1']);
    expect(answer.scope).toEqual({
      truncated: false,
      entities: [
        { entityRef: gateway, hops: 0 },
        { entityRef: orders, hops: 1, via: gateway, relation: 'dependsOn' },
      ],
    });
  });

  it('leaves out dependencies that are hidden or not allowed', async () => {
    for (const limits of [{ visible: [gateway] }, { allowed: [gateway] }]) {
      const answer = await listingOf({ events: mixed, ...limits }).list({
        entityRefs: [gateway],
        hops: 2,
      });
      expect(keys(answer)).toEqual(['g3', 'g1']);
      expect(answer.scope!.entities).toHaveLength(1);
    }
  });

  it('tells not there from not allowed', async () => {
    await expect(
      listingOf({ events: mixed, visible: [] }).list({ entityRefs: [gateway] }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      listingOf({ events: mixed, allowed: [] }).list({ entityRefs: [gateway] }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('lists those of several that may be seen', async () => {
    const answer = await listingOf({ events: mixed }).list({
      entityRefs: [gateway, 'component:default/secret'],
    });
    expect(keys(answer)).toEqual(['g3', 'g1']);
  });

  it('gives a cursor only where something follows', async () => {
    const { list } = listingOf({ events: mixed });
    const first = await list({ entityRefs: [gateway], hops: 1, limit: 2 });
    expect(keys(first)).toEqual(['g3', 'o2']);
    const second = await list({
      entityRefs: [gateway],
      hops: 1,
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(keys(second)).toEqual(['g1']);
    expect(second.nextCursor).toBeUndefined();
    expect(
      (await list({ entityRefs: [gateway], limit: 2 })).nextCursor,
    ).toBeUndefined();
  });

  it('refuses a cursor that is none', async () => {
    await expect(
      listingOf({ events: [] }).list({ cursor: 'x' }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
});

describe('of everything', () => {
  it('shows only what the reader may see', async () => {
    const answer = await listingOf({ events: mixed, allowed: [orders] }).list();
    expect(keys(answer)).toEqual(['o2']);
    expect(answer.scope).toBeUndefined();
  });

  it('goes on through pages as if there were nothing hidden', async () => {
    const events = Array.from({ length: 700 }, (_, i) =>
      testEvent(`e${i}`, i, {
        entityRef: i % 7 === 0 ? gateway : `component:default/hidden-${i % 30}`,
      }),
    );
    const { list } = listingOf({ events });
    const seen: string[] = [];
    let pages = 0;
    for (let cursor: string | undefined; pages < 50; pages++) {
      const page: Awaited<ReturnType<typeof list>> = await list({
        limit: 9,
        cursor,
      });
      seen.push(...keys(page));
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    expect(seen).toEqual(
      events
        .filter(event => event.entityRef === gateway)
        .reverse()
        .map(event => event.id.replace('test:', '')),
    );
  });

  it('asks about each entity once', async () => {
    const events = Array.from({ length: 1_200 }, (_, i) =>
      testEvent(`e${i}`, i),
    );
    const { list, read } = listingOf({ events, visible: [] });
    expect(await list()).toEqual({ events: [] });
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('gives up looking in time, with a cursor that leads on', async () => {
    const events = Array.from({ length: 12_000 }, (_, i) =>
      testEvent(`e${i}`, i, {
        entityRef: i === 0 ? gateway : 'component:default/hidden',
      }),
    );
    const { list, store } = listingOf({ events });
    const first = await list();
    expect(first.events).toEqual([]);
    expect(first.nextCursor).toBeDefined();
    expect(store.list).toHaveBeenCalledTimes(20);
    expect(keys(await list({ cursor: first.nextCursor }))).toEqual(['e0']);
  });

  it('refuses whoever may read no timeline, also where there is none', async () => {
    const { list, allowed } = listingOf({ events: [] });
    allowed.mockRejectedValue(new NotAllowedError('no'));
    await expect(list()).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
