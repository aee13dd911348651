import { DatabaseService } from '@backstage/backend-plugin-api';
import { LastReview, SloReview } from '@goreliable/plugin-slo-common';
import { Knex } from 'knex';

/** Keeps what reviews have come to. */
export interface ReviewStore {
  /** Changes whenever a review is added. */
  revision(): Promise<string>;
  add(review: SloReview): Promise<void>;
  /** Newest first. */
  reviews(sloId: string, limit: number): Promise<SloReview[]>;
  /** The last review of every SLO that has had one, by SLO id. */
  lastReviews(): Promise<Map<string, LastReview>>;
}

interface ReviewRow {
  id: string;
  slo_id: string;
  decided_at: string;
  decided_by: string;
  decision: SloReview['decision'];
  note: string;
  next_review_on: string | null;
  objective: number | null;
}

/**
 * The store on the plugin's own database, SQLite or PostgreSQL. Its table is
 * made by the plugin's migrations, which have to have run.
 */
export class DatabaseReviewStore implements ReviewStore {
  static async create(database: DatabaseService): Promise<DatabaseReviewStore> {
    return new DatabaseReviewStore(await database.getClient());
  }

  private constructor(private readonly knex: Knex) {}

  async revision(): Promise<string> {
    const [{ reviews }] = await this.knex<ReviewRow>('slo_reviews').count({
      reviews: '*',
    });
    return String(reviews);
  }

  async add(review: SloReview): Promise<void> {
    await this.knex<ReviewRow>('slo_reviews').insert({
      id: review.id,
      slo_id: review.sloId,
      decided_at: review.decidedAt,
      decided_by: review.decidedBy,
      decision: review.decision,
      note: review.note,
      next_review_on: review.nextReviewOn ?? null,
      objective: review.objective ?? null,
    });
  }

  async reviews(sloId: string, limit: number): Promise<SloReview[]> {
    const rows = await this.knex<ReviewRow>('slo_reviews')
      .where({ slo_id: sloId })
      .orderBy([
        { column: 'decided_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(toReview);
  }

  async lastReviews(): Promise<Map<string, LastReview>> {
    const newest = this.knex<ReviewRow>('slo_reviews')
      .select('slo_id')
      .max({ newest_at: 'decided_at' })
      .groupBy('slo_id')
      .as('newest');
    const rows: ReviewRow[] = await this.knex('slo_reviews as review')
      .join(newest, function sameMoment() {
        this.on('newest.slo_id', 'review.slo_id').andOn(
          'newest.newest_at',
          'review.decided_at',
        );
      })
      .select('review.*')
      // Of two in the same millisecond the one that is listed first counts.
      .orderBy('review.id');
    return new Map(rows.map(row => [row.slo_id, toLastReview(row)]));
  }
}

function toReview(row: ReviewRow): SloReview {
  return {
    ...toLastReview(row),
    id: row.id,
    sloId: row.slo_id,
    decidedBy: row.decided_by,
    note: row.note,
    ...(row.objective !== null && { objective: row.objective }),
  };
}

function toLastReview(row: ReviewRow): LastReview {
  return {
    decision: row.decision,
    decidedAt: row.decided_at,
    ...(row.next_review_on !== null && { nextReviewOn: row.next_review_on }),
  };
}
