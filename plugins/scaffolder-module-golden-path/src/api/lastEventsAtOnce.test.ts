import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import ObservableImpl from 'zen-observable';
import { lastEventsAtOnce } from './lastEventsAtOnce';

function event(id: number, type: LogEvent['type'] = 'log'): LogEvent {
  return {
    id,
    type,
    taskId: 'one',
    createdAt: '2026-05-04T10:00:00Z',
    body: { message: `event ${id}` },
  };
}

/** A task whose stream and whose end are played by hand. */
function setUp(
  eventsAfter: (id: number) => Promise<LogEvent[]> = async () => [],
  after = 0,
) {
  let observer!: ZenObservable.SubscriptionObserver<LogEvent>;
  let ended!: () => void;
  const seen: Array<number | string> = [];
  const left = { stream: 0, signals: 0 };
  const asked: number[] = [];
  const subscription = lastEventsAtOnce({
    stream: new ObservableImpl<LogEvent>(given => {
      observer = given;
      return () => (left.stream += 1);
    }),
    after,
    onEnd: callback => {
      ended = callback;
      return { unsubscribe: () => (left.signals += 1) };
    },
    eventsAfter: async id => {
      asked.push(id);
      return await eventsAfter(id);
    },
  }).subscribe({
    next: ({ id }) => seen.push(id),
    error: error => seen.push(error.message),
    complete: () => seen.push('complete'),
  });
  return {
    seen,
    asked,
    left,
    subscription,
    stream: {
      next: (...events: LogEvent[]) => events.forEach(e => observer.next(e)),
      error: (error: Error) => observer.error(error),
      complete: () => observer.complete(),
    },
    end: async () => {
      ended();
      await new Promise(resolve => setTimeout(resolve));
    },
  };
}

describe('lastEventsAtOnce', () => {
  it('passes the stream on, to its end', () => {
    const { seen, stream, left } = setUp();
    stream.next(event(3), event(7));
    stream.complete();
    expect(seen).toEqual([3, 7, 'complete']);
    expect(left).toEqual({ stream: 1, signals: 1 });
  });

  it('asks for what is missing when told of the end, and gives no event twice', async () => {
    const { seen, asked, stream, end } = setUp(async () => [
      event(8),
      event(9, 'completion'),
    ]);
    stream.next(event(3), event(7));
    await end();
    expect(asked).toEqual([7]);
    expect(seen).toEqual([3, 7, 8, 9]);
    stream.next(event(8), event(9, 'completion'), event(9, 'completion'));
    expect(seen).toEqual([3, 7, 8, 9]);
  });

  it('gives what came by the stream while it asked once, too', async () => {
    let answer!: (events: LogEvent[]) => void;
    const { seen, stream, end } = setUp(
      () => new Promise(resolve => (answer = resolve)),
    );
    stream.next(event(1));
    await end();
    stream.next(event(2), event(3, 'completion'));
    answer([event(2), event(3, 'completion')]);
    await end();
    expect(seen).toEqual([1, 2, 3]);
  });

  it('gives the end again to whoever has seen it and comes back', () => {
    const { seen, stream } = setUp(undefined, 9);
    stream.next(event(9, 'completion'));
    expect(seen).toEqual([9]);
  });

  it('asks for no more than what comes after what was seen before', async () => {
    const { asked, end } = setUp(undefined, 5);
    await end();
    expect(asked).toEqual([5]);
  });

  it('leaves it to the stream when nobody answers', async () => {
    const { seen, stream, end } = setUp(async () => {
      throw new Error('no network');
    });
    await end();
    stream.next(event(1, 'completion'));
    expect(seen).toEqual([1]);
  });

  it('says that the stream broke', () => {
    const { seen, stream } = setUp();
    stream.error(new Error('it broke'));
    expect(seen).toEqual(['it broke']);
  });

  it('lets go of both', () => {
    const { subscription, left } = setUp();
    subscription.unsubscribe();
    expect(left).toEqual({ stream: 1, signals: 1 });
  });
});
