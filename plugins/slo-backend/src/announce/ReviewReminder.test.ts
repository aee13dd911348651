import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { LastReview, Slo } from '@goreliable/plugin-slo-common';
import { Snapshot } from '../snapshot/Snapshot';
import { DatabaseSloStore } from '../store/DatabaseSloStore';
import { DatabaseReminderStore, ReminderStore } from './ReminderStore';
import { ReviewReminder } from './ReviewReminder';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const minuteMs = 60_000;
const dayMs = 86_400_000;
const now = Date.parse('2026-05-07T10:00:00Z');
const due = { sloId: 'lab~a~b', dueOn: '2026-05-04' };

const review = (override: Partial<LastReview> = {}): LastReview => ({
  decision: 'keep',
  decidedAt: '2026-02-04T10:00:00.000Z',
  nextReviewOn: '2026-05-04',
  ...override,
});

const slo = (override: Partial<Slo> = {}): Slo => ({
  id: 'lab~a~b',
  source: 'lab',
  service: 'a',
  name: 'b',
  periodDays: 30,
  windows: [],
  owners: ['group:default/owners'],
  state: 'ok',
  reason: { code: 'within-objective' },
  review: review(),
  ...override,
});

function replica(store: ReminderStore, slos: Slo[], clock = { ms: now }) {
  const send = jest.fn();
  const reminder = new ReviewReminder({
    snapshots: {
      snapshot: async () =>
        new Snapshot({ sources: [], warnings: [], alertPolicies: [], slos }),
    },
    store,
    notifications: { send },
    logger: mockServices.logger.mock(),
    now: () => clock.ms,
  });
  return { remind: () => reminder.remind(), send, clock };
}

describe.each(databases.eachSupportedId())('overdue reviews on %s', id => {
  async function createStore() {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    await DatabaseSloStore.create(database);
    return await DatabaseReminderStore.create(database);
  }

  it('are told to the owners, once for each date', async () => {
    const store = await createStore();
    const first = replica(store, [slo()]);
    await first.remind();
    expect(first.send).toHaveBeenCalledTimes(1);
    expect(first.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: ['group:default/owners'] },
      payload: {
        title: 'The review of a b is overdue',
        description: expect.stringMatching(
          /^It was to be reviewed by 2026-05-04, 3.days ago\./,
        ),
        link: '/slo/lab~a~b/review',
        severity: 'normal',
        topic: 'slo',
        scope: 'slo:lab~a~b:review:2026-05-04',
      },
    });
    first.clock.ms += 10 * dayMs;
    await first.remind();
    // After a restart it is remembered too.
    const restarted = replica(store, [slo()], first.clock);
    await restarted.remind();
    expect(first.send).toHaveBeenCalledTimes(1);
    expect(restarted.send).not.toHaveBeenCalled();
    const again = replica(store, [
      slo({ review: review({ nextReviewOn: '2026-05-05' }) }),
    ]);
    await again.remind();
    expect(again.send).toHaveBeenCalledTimes(1);
  });

  it('are told by one of several replicas', async () => {
    const store = await createStore();
    const slos = Array.from({ length: 5 }, (_, index) =>
      slo({ id: `lab~a~${index}`, name: `${index}` }),
    );
    const replicas = [1, 2, 3].map(() => replica(store, slos));
    await Promise.all(replicas.map(({ remind }) => remind()));
    const scopes = replicas
      .flatMap(({ send }) => send.mock.calls)
      .map(([{ payload }]) => payload.scope);
    expect(scopes).toHaveLength(5);
    expect(new Set(scopes).size).toBe(5);
  });

  it('are told later where they could not be told', async () => {
    const store = await createStore();
    const { remind, send } = replica(store, [slo()]);
    send.mockRejectedValueOnce(new Error('down'));
    await remind();
    await remind();
    await remind();
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('are told by another when the one that was about to is gone', async () => {
    const store = await createStore();
    expect(await store.claim(due, now)).toBe(true);
    const { remind, send, clock } = replica(store, [slo()]);
    await remind();
    expect(send).not.toHaveBeenCalled();
    clock.ms += 16 * minuteMs;
    await remind();
    await remind();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['is not due', slo({ review: review({ nextReviewOn: '2026-05-07' }) })],
    ['has never been', slo({ review: undefined })],
    ['will not be', slo({ review: review({ nextReviewOn: undefined }) })],
    ['is of an SLO that nobody owns', slo({ owners: [] })],
  ])('say nothing of one that %s', async (_, one) => {
    const store = await createStore();
    const { remind, send } = replica(store, [one]);
    await remind();
    expect(send).not.toHaveBeenCalled();
    // Nor is it forgotten when that changes.
    const later = replica(store, [slo()]);
    await later.remind();
    expect(later.send).toHaveBeenCalledTimes(1);
  });
});
