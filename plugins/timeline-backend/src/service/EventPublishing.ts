import { InputError } from '@backstage/errors';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { EventStore } from './ports';

/** Clocks differ by seconds; an event a day ahead would head every list until then. */
const maxAheadMs = 24 * 3_600_000;

/** Is told which events were stored. */
export interface ChangeListener {
  changed(events: readonly TimelineEvent[]): void;
}

/** Takes events in. */
export class EventPublishing {
  constructor(
    private readonly store: EventStore,
    private readonly listener: ChangeListener,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Stores events, all or none, and resolves once they are committed.
   *
   * @returns how many were new or had changed
   * @throws InputError for an event more than a day ahead
   */
  async publish(
    events: readonly TimelineEvent[],
  ): Promise<{ published: number }> {
    const latestMs = this.now() + maxAheadMs;
    const ahead = events.find(event => Date.parse(event.at) > latestMs);
    if (ahead) {
      throw new InputError(
        `The event '${ahead.id}' is said to happen at ${ahead.at}, more than a day from now; is a clock wrong?`,
      );
    }
    const changed = await this.store.upsert(events);
    if (changed.length > 0) {
      this.listener.changed(changed);
    }
    return { published: changed.length };
  }
}
