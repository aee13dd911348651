import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { SloReview } from '@goreliable/plugin-slo-common';
import { DatabaseSloStore } from '../store/DatabaseSloStore';
import { DatabaseReviewStore } from './ReviewStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

function review(override: Partial<SloReview> = {}): SloReview {
  return {
    id: 'a',
    sloId: 'lab~a~b',
    decidedAt: '2026-05-04T10:00:00.000Z',
    decidedBy: 'user:default/omar',
    decision: 'keep',
    note: 'It tells what people feel.',
    nextReviewOn: '2026-08-04',
    objective: 0.9990000000000001,
    ...override,
  };
}

describe.each(databases.eachSupportedId())('reviews on %s', id => {
  async function createStore() {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    await DatabaseSloStore.create(database);
    return await DatabaseReviewStore.create(database);
  }

  it('are given back as they were recorded, the newest first', async () => {
    const store = await createStore();
    const { objective, nextReviewOn, ...rest } = review({
      id: 'b',
      decision: 'retire',
      decidedAt: '2026-06-04T10:00:00.000Z',
    });
    await store.add(review());
    await store.add(rest);
    await store.add(review({ id: 'c', sloId: 'lab~other~b' }));
    expect(await store.reviews('lab~a~b', 10)).toEqual([rest, review()]);
    expect(await store.reviews('lab~a~b', 1)).toEqual([rest]);
    expect(await store.reviews('lab~nobody~b', 10)).toEqual([]);
  });

  it('tell the last of each SLO', async () => {
    const store = await createStore();
    expect(await store.lastReviews()).toEqual(new Map());
    await store.add(review());
    await store.add(
      review({
        id: 'b',
        decision: 'change',
        decidedAt: '2026-06-04T10:00:00.000Z',
        nextReviewOn: '2026-07-01',
      }),
    );
    await store.add(review({ id: 'c', sloId: 'lab~other~b' }));
    expect(await store.lastReviews()).toEqual(
      new Map([
        [
          'lab~a~b',
          {
            decision: 'change',
            decidedAt: '2026-06-04T10:00:00.000Z',
            nextReviewOn: '2026-07-01',
          },
        ],
        [
          'lab~other~b',
          {
            decision: 'keep',
            decidedAt: '2026-05-04T10:00:00.000Z',
            nextReviewOn: '2026-08-04',
          },
        ],
      ]),
    );
  });

  it('agree on which of two in one moment is the last', async () => {
    const store = await createStore();
    await store.add(review({ id: 'z', decision: 'change' }));
    await store.add(review({ id: 'a', decision: 'keep' }));
    const [first] = await store.reviews('lab~a~b', 1);
    expect(first.decision).toBe('change');
    expect((await store.lastReviews()).get('lab~a~b')?.decision).toBe('change');
  });

  it('change the revision when one is added', async () => {
    const store = await createStore();
    const before = await store.revision();
    expect(await store.revision()).toBe(before);
    await store.add(review());
    expect(await store.revision()).not.toBe(before);
  });
});
