import { DatabaseService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** A review that was to be made by a day. */
export interface DueReview {
  sloId: string;
  /** As `2026-05-04`. */
  dueOn: string;
}

/** Remembers which overdue reviews have been told, for all replicas and across restarts. */
export interface ReminderStore {
  /**
   * Takes it upon the caller to tell of a review.
   *
   * @param now - milliseconds since the epoch
   * @returns false if it has been told, or another is about to tell it
   */
  claim(review: DueReview, now: number): Promise<boolean>;
  told(review: DueReview, now: number): Promise<void>;
  /** Gives a claim back, because telling has failed. */
  release(review: DueReview): Promise<void>;
}

interface ReminderRow {
  slo_id: string;
  due_on: string;
  claimed_at: string;
  told_at: string | null;
}

/** Whoever has claimed a review and not told it by then has been killed meanwhile. */
const claimHoldsMs = 15 * 60_000;

const toIso = (ms: number) => new Date(ms).toISOString();
const keyOf = ({ sloId, dueOn }: DueReview) => ({
  slo_id: sloId,
  due_on: dueOn,
});

/**
 * The store on the plugin's own database, SQLite or PostgreSQL. Its table is
 * made by the plugin's migrations, which have to have run.
 */
export class DatabaseReminderStore implements ReminderStore {
  static async create(
    database: DatabaseService,
  ): Promise<DatabaseReminderStore> {
    return new DatabaseReminderStore(await database.getClient());
  }

  private constructor(private readonly knex: Knex) {}

  async claim(review: DueReview, now: number): Promise<boolean> {
    const row = { ...keyOf(review), claimed_at: toIso(now), told_at: null };
    return await this.knex.transaction(async transaction => {
      const table = () => transaction<ReminderRow>('slo_review_reminders');
      const known = await table().where(keyOf(review)).first();
      if (!known) {
        const inserted = await table()
          .insert(row)
          .onConflict(['slo_id', 'due_on'])
          .ignore()
          .returning('slo_id');
        // Another replica may have been faster by a moment.
        return inserted.length > 0;
      }
      const abandoned = await table()
        .where(keyOf(review))
        .whereNull('told_at')
        .andWhere('claimed_at', '<', toIso(now - claimHoldsMs))
        .update({ claimed_at: row.claimed_at });
      return abandoned > 0;
    });
  }

  async told(review: DueReview, now: number): Promise<void> {
    await this.knex<ReminderRow>('slo_review_reminders')
      .where(keyOf(review))
      .update({ told_at: toIso(now) });
  }

  async release(review: DueReview): Promise<void> {
    await this.knex<ReminderRow>('slo_review_reminders')
      .where(keyOf(review))
      .whereNull('told_at')
      .delete();
  }
}
