import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  timelineBucket,
  timelineChangedChannel,
  TimelineChangedSignal,
  TimelineEvent,
} from '@goreliable/plugin-timeline-common';
import { ChangeListener } from './EventPublishing';

/** Milliseconds between two signals: each makes every open page concerned ask again. */
const minIntervalMs = 2_000;

/** Signals browsers that there is something new, the first time at once and then at a bounded rate. */
export class ChangeAnnouncer implements ChangeListener {
  private readonly buckets = new Set<number>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly signals: SignalsService,
    private readonly logger: LoggerService,
  ) {}

  changed(events: readonly TimelineEvent[]): void {
    events.forEach(event => this.buckets.add(timelineBucket(event.entityRef)));
    if (this.timer === undefined) {
      this.announce();
    }
  }

  /** Says what is still to be said, and nothing later. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.buckets.size > 0) {
      this.send();
    }
  }

  private announce(): void {
    this.send();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.buckets.size > 0) {
        this.announce();
      }
    }, minIntervalMs);
    this.timer.unref();
  }

  private send(): void {
    const message: TimelineChangedSignal = { buckets: [...this.buckets] };
    this.buckets.clear();
    this.signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: timelineChangedChannel,
        message,
      })
      // The events are stored; pages see them at their next look.
      .catch(error =>
        this.logger.warn('Could not signal a change of the timeline', error),
      );
  }
}
