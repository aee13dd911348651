import { DatabaseService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { migrateDatabase } from './migrateDatabase';
import {
  AnnouncementRow,
  EpisodeRow,
  fromEpisodeRow,
  fromSourceRow,
  SourceRow,
  toEpisodeRow,
  toIso,
  toSourceRow,
} from './rows';
import {
  Announcement,
  announcementChannels,
  Episode,
  EpisodeChange,
  SloStore,
  SourceRecord,
} from './types';

/** Rows of one statement: SQLite takes 32,766 values in one. */
const batchSize = 500;

/** The store on the plugin's own database, SQLite or PostgreSQL. */
export class DatabaseSloStore implements SloStore {
  static async create(database: DatabaseService): Promise<DatabaseSloStore> {
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await migrateDatabase(knex);
    }
    return new DatabaseSloStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  async revision(): Promise<string> {
    const rows = await this.knex<SourceRow>('slo_sources')
      .select('name', 'revision')
      .orderBy('name');
    return rows.map(({ name, revision }) => `${name}:${revision}`).join(' ');
  }

  async sources(): Promise<SourceRecord[]> {
    const rows = await this.knex<SourceRow>('slo_sources').orderBy('name');
    return rows.map(fromSourceRow);
  }

  async source(name: string): Promise<SourceRecord | undefined> {
    const row = await this.knex<SourceRow>('slo_sources')
      .where({ name })
      .first();
    return row && fromSourceRow(row);
  }

  async save(
    record: SourceRecord,
    changes: readonly EpisodeChange[] = [],
    options: { keepTrend?: boolean } = {},
  ): Promise<boolean> {
    const row = toSourceRow(record);
    const { trend: _, ...withoutTrend } = row;
    const changed = options.keepTrend ? withoutTrend : row;
    return await this.knex.transaction(async transaction => {
      // The first to insert wins; everybody then queues for the row's lock.
      await transaction<SourceRow>('slo_sources')
        .insert({ ...row, revision: 0 })
        .onConflict('name')
        .ignore();
      const updated = await transaction<SourceRow>('slo_sources')
        .where({ name: record.name })
        .andWhere('attempted_at', '<=', row.attempted_at)
        .update({ ...changed, revision: transaction.raw('revision + 1') });
      if (updated === 0) {
        return false;
      }
      await saveEpisodes(transaction, changes);
      return true;
    });
  }

  async keepOnly(names: readonly string[]): Promise<void> {
    await this.knex.transaction(async transaction => {
      for (const table of ['slo_sources', 'slo_announcements']) {
        const column = table === 'slo_sources' ? 'name' : 'source';
        await transaction(table).whereNotIn(column, names).delete();
      }
    });
  }

  async openEpisodes(source: string): Promise<Episode[]> {
    const rows = await this.knex<EpisodeRow>('slo_episodes')
      .where({ source })
      .whereNull('ended_at')
      .orderBy('id');
    return rows.map(fromEpisodeRow);
  }

  async episodes(sloId: string, limit: number): Promise<Episode[]> {
    const rows = await this.knex<EpisodeRow>('slo_episodes')
      .where({ slo_id: sloId })
      .orderBy('started_at', 'desc')
      .limit(limit);
    return rows.map(fromEpisodeRow);
  }

  async announcements(source: string): Promise<Announcement[]> {
    const rows: (EpisodeRow & AnnouncementRow)[] = await this.knex(
      'slo_announcements as a',
    )
      .join('slo_episodes as e', 'e.id', 'a.episode_id')
      .where('a.source', source)
      .select('e.*', 'a.phase', 'a.channel', 'a.created_at')
      .orderBy(['a.created_at', 'a.episode_id', 'a.channel']);
    return rows.map(row => ({
      episode: fromEpisodeRow(row),
      phase: row.phase,
      channel: row.channel,
      createdAtMs: Date.parse(row.created_at),
    }));
  }

  async announced({ episode, phase, channel }: Announcement): Promise<void> {
    await this.knex<AnnouncementRow>('slo_announcements')
      .where({ episode_id: episode.id, phase, channel })
      .delete();
  }

  async forgetEpisodes(beforeMs: number): Promise<void> {
    await this.knex.transaction(async transaction => {
      const old = transaction<EpisodeRow>('slo_episodes')
        .whereNotNull('ended_at')
        .andWhere('started_at', '<', toIso(beforeMs));
      await transaction('slo_announcements')
        .whereIn('episode_id', old.clone().select('id'))
        .delete();
      await old.delete();
    });
  }
}

async function saveEpisodes(
  transaction: Knex.Transaction,
  changes: readonly EpisodeChange[],
) {
  const episodes = changes.map(change => toEpisodeRow(change.episode));
  for (const batch of batches(episodes)) {
    await transaction<EpisodeRow>('slo_episodes')
      .insert(batch)
      .onConflict('id')
      .merge(['last_critical_at', 'ended_at', 'peak_burn_rate']);
  }
  const announcements = changes.flatMap(toAnnouncementRows);
  for (const batch of batches(announcements)) {
    await transaction<AnnouncementRow>('slo_announcements')
      .insert(batch)
      .onConflict(['episode_id', 'phase', 'channel'])
      .ignore();
  }
}

function toAnnouncementRows({
  step,
  episode,
}: EpisodeChange): AnnouncementRow[] {
  if (step === 'continue') {
    return [];
  }
  const happenedAtMs =
    step === 'start' ? episode.startedAtMs : episode.endedAtMs!;
  return announcementChannels.map(channel => ({
    episode_id: episode.id,
    source: episode.source,
    phase: step,
    channel,
    created_at: toIso(happenedAtMs),
  }));
}

function batches<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, n) =>
    items.slice(n * batchSize, (n + 1) * batchSize),
  );
}
