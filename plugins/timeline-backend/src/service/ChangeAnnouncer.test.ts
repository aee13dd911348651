import { mockServices } from '@backstage/backend-test-utils';
import { timelineBucket } from '@goreliable/plugin-timeline-common';
import { testEvent } from '../__testUtils__/events';
import { ChangeAnnouncer } from './ChangeAnnouncer';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const gateway = timelineBucket('component:default/gateway');
const orders = timelineBucket('component:default/orders');
const ofOrders = { entityRef: 'component:default/orders' };

function setUp(publish = jest.fn(async () => {})) {
  const logger = mockServices.logger.mock();
  return {
    announcer: new ChangeAnnouncer({ publish }, logger),
    logger,
    sent: () =>
      publish.mock.calls.map(
        ([signal]: any) => signal.message.buckets as number[],
      ),
    publish,
  };
}

it('tells at once, then at most every two seconds, each bucket once', () => {
  const { announcer, sent, publish } = setUp();
  announcer.changed([testEvent('a', 0), testEvent('b', 0)]);
  expect(sent()).toEqual([[gateway]]);
  expect(publish).toHaveBeenCalledWith({
    recipients: { type: 'broadcast' },
    channel: 'timeline:changed',
    message: { buckets: [gateway] },
  });

  announcer.changed([testEvent('c', 0)]);
  announcer.changed([testEvent('d', 0, ofOrders), testEvent('e', 0)]);
  jest.advanceTimersByTime(1_999);
  expect(sent()).toHaveLength(1);
  jest.advanceTimersByTime(1);
  expect(sent()).toEqual([[gateway], [gateway, orders]]);

  jest.advanceTimersByTime(10_000);
  expect(sent()).toHaveLength(2);
  announcer.changed([testEvent('f', 0)]);
  expect(sent()).toHaveLength(3);
});

it('names no entity: everybody hears it', () => {
  const { announcer, publish } = setUp();
  announcer.changed([testEvent('a', 0, { title: 'Secret launch' })]);
  expect(JSON.stringify(publish.mock.calls)).not.toMatch(/gateway|Secret/);
});

it('says the last thing when it is stopped, and leaves no timer', () => {
  const { announcer, sent } = setUp();
  announcer.changed([testEvent('a', 0)]);
  announcer.changed([testEvent('b', 0, ofOrders)]);
  announcer.stop();
  expect(sent()).toEqual([[gateway], [orders]]);
  expect(jest.getTimerCount()).toBe(0);
});

it('outlives a signal that fails', async () => {
  const { announcer, logger } = setUp(
    jest.fn(async () => {
      throw new Error('no broker');
    }),
  );
  announcer.changed([testEvent('a', 0)]);
  await jest.advanceTimersByTimeAsync(0);
  expect(logger.warn).toHaveBeenCalledWith(
    'Could not signal a change of the timeline',
    expect.objectContaining({ message: 'no broker' }),
  );
});
