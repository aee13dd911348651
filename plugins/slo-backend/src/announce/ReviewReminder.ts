import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  overdueReviewInWords,
  reviewStanding,
  Slo,
} from '@goreliable/plugin-slo-common';
import { Clock } from '../ports';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { DueReview, ReminderStore } from './ReminderStore';

/**
 * Tells the owners of an SLO when its review has become overdue: once for each
 * date, whatever restarts meanwhile and however many replicas there are.
 */
export class ReviewReminder {
  constructor(
    private readonly deps: {
      snapshots: Pick<SnapshotReader, 'snapshot'>;
      store: ReminderStore;
      notifications: NotificationService;
      logger: LoggerService;
      now: Clock;
    },
  ) {}

  /** Tells of everything that is overdue now, and has not been told yet. */
  async remind(): Promise<void> {
    const { snapshots, store, logger, now } = this.deps;
    const { overview } = await snapshots.snapshot();
    for (const slo of overview.slos) {
      const review = overdueReview(slo, now());
      // An SLO that nobody owns yet is told of when somebody does.
      if (!review || slo.owners.length === 0) {
        continue;
      }
      if (await store.claim(review, now())) {
        try {
          await this.tell(slo, review);
        } catch (error) {
          await store.release(review);
          logger.warn(
            `Overdue reviews of SLOs could not be told, which is tried again: ${error}`,
          );
          // Whoever does not listen now does not listen to the next either.
          return;
        }
        await store.told(review, now());
      }
    }
  }

  private async tell(slo: Slo, { dueOn }: DueReview): Promise<void> {
    await this.deps.notifications.send({
      recipients: { type: 'entity', entityRef: slo.owners },
      payload: {
        title: `The review of ${slo.service} ${slo.name} is overdue`,
        description: overdueReviewInWords(dueOn, this.deps.now()),
        link: `/slo/${slo.id}/review`,
        severity: 'normal',
        topic: 'slo',
        // The same scope twice replaces the first instead of adding to it.
        scope: `slo:${slo.id}:review:${dueOn}`,
      },
    });
  }
}

function overdueReview(slo: Slo, now: number): DueReview | undefined {
  return reviewStanding(slo.review, now) === 'overdue'
    ? { sloId: slo.id, dueOn: slo.review!.nextReviewOn! }
    : undefined;
}
