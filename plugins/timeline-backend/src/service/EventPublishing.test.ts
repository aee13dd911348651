import { testEvent, testStartMs } from '../__testUtils__/events';
import { EventPublishing } from './EventPublishing';
import { EventStore } from './ports';

function publishing(changed: (store: string) => boolean = () => true) {
  const store = {
    upsert: jest.fn(async events => events.filter((e: any) => changed(e.id))),
  } as unknown as jest.Mocked<EventStore>;
  const listener = { changed: jest.fn() };
  return {
    store,
    listener,
    publishing: new EventPublishing(store, listener, () => testStartMs),
  };
}

it('tells of what was new or changed, and of nothing else', async () => {
  const setup = publishing(id => id === 'test:b');
  const events = [testEvent('a', 0), testEvent('b', 1)];
  expect(await setup.publishing.publish(events)).toEqual({ published: 1 });
  expect(setup.listener.changed.mock.calls).toEqual([[[events[1]]]]);

  const silent = publishing(() => false);
  await silent.publishing.publish(events);
  expect(silent.listener.changed).not.toHaveBeenCalled();
});

it('refuses what is to happen after more than a day, and stores none of it', async () => {
  const setup = publishing();
  await setup.publishing.publish([testEvent('a', 24 * 60)]);
  await expect(
    setup.publishing.publish([testEvent('b', 0), testEvent('c', 24 * 60 + 1)]),
  ).rejects.toThrow(/'test:c' is said to happen at 2026-05-05T10:01:00.000Z/);
  expect(setup.store.upsert).toHaveBeenCalledTimes(1);
});

it('tells nobody of what was not stored', async () => {
  const setup = publishing();
  setup.store.upsert.mockRejectedValue(new Error('disk full'));
  await expect(setup.publishing.publish([testEvent('a', 0)])).rejects.toThrow(
    'disk full',
  );
  expect(setup.listener.changed).not.toHaveBeenCalled();
});
