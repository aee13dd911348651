import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import type { Observable } from '@backstage/types';
import ObservableImpl from 'zen-observable';

/**
 * A stream of a task's events that does not wait for the end to come by it: once told that
 * the task has ended, what is missing is asked for. Every event comes once, in order.
 *
 * @param options.after - the last event that whoever subscribes has seen before
 * @param options.onEnd - calls back when the task has ended, as often as it ends
 * @param options.eventsAfter - what was said after an event
 */
export function lastEventsAtOnce(options: {
  stream: Observable<LogEvent>;
  after: number;
  onEnd: (ended: () => void) => { unsubscribe(): void };
  eventsAfter: (id: number) => Promise<LogEvent[]>;
}): Observable<LogEvent> {
  const { stream, after, onEnd, eventsAfter } = options;
  return new ObservableImpl<LogEvent>(subscriber => {
    // Not from `after` on: a stream that is taken up again begins with the end, if there
    // has been one, whoever has seen it.
    let last = 0;
    const take = (event: LogEvent) => {
      if (event.id > last) {
        last = event.id;
        subscriber.next(event);
      }
    };
    const subscription = stream.subscribe({
      next: take,
      error: error => subscriber.error(error),
      complete: () => subscriber.complete(),
    });
    const signals = onEnd(async () => {
      try {
        const missing = await eventsAfter(Math.max(last, after));
        missing.forEach(take);
      } catch {
        // The stream will say it within a second.
      }
    });
    return () => {
      subscription.unsubscribe();
      signals.unsubscribe();
    };
  });
}
