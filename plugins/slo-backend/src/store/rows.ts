import { Announcement, Episode, SourceRecord } from './types';

/** A row of `slo_sources`. */
export interface SourceRow {
  name: string;
  revision: number;
  attempted_at: string;
  as_of: string | null;
  error: string | null;
  document: string;
  trend: string | null;
}

/** A row of `slo_episodes`. */
export interface EpisodeRow {
  id: string;
  slo_id: string;
  source: string;
  facts: string;
  started_at: string;
  last_critical_at: string;
  ended_at: string | null;
  peak_burn_rate: number | null;
}

/** A row of `slo_announcements`. */
export interface AnnouncementRow {
  episode_id: string;
  source: string;
  phase: Announcement['phase'];
  channel: Announcement['channel'];
  created_at: string;
}

/**
 * Grows when the shape of the document changes in a way that older or newer
 * code cannot read. Another version's document is dropped: the next refresh
 * brings everything but the times of the last change.
 */
const documentVersion = 1;

type Document = Pick<SourceRecord, 'warnings' | 'slos'> & { version: number };

export const toIso = (ms: number) => new Date(ms).toISOString();

export function toSourceRow(record: SourceRecord): Omit<SourceRow, 'revision'> {
  const document: Document = {
    version: documentVersion,
    warnings: record.warnings,
    slos: record.slos,
  };
  return {
    name: record.name,
    attempted_at: toIso(record.attemptedAtMs),
    as_of: record.asOfMs === undefined ? null : toIso(record.asOfMs),
    error: record.error ?? null,
    document: JSON.stringify(document),
    trend: record.trend ? JSON.stringify(record.trend) : null,
  };
}

export function fromSourceRow(row: SourceRow): SourceRecord {
  const document: Document = JSON.parse(row.document);
  const known = document.version === documentVersion;
  return {
    name: row.name,
    attemptedAtMs: Date.parse(row.attempted_at),
    warnings: known ? document.warnings : [],
    slos: known ? document.slos : [],
    ...(row.as_of !== null && known && { asOfMs: Date.parse(row.as_of) }),
    ...(row.error !== null && { error: row.error }),
    ...(row.trend !== null && known && { trend: JSON.parse(row.trend) }),
  };
}

export function toEpisodeRow(episode: Episode): EpisodeRow {
  return {
    id: episode.id,
    slo_id: episode.sloId,
    source: episode.source,
    facts: JSON.stringify(episode.facts),
    started_at: toIso(episode.startedAtMs),
    last_critical_at: toIso(episode.lastCriticalAtMs),
    ended_at: episode.endedAtMs === undefined ? null : toIso(episode.endedAtMs),
    peak_burn_rate: episode.peakBurnRate ?? null,
  };
}

export function fromEpisodeRow(row: EpisodeRow): Episode {
  return {
    id: row.id,
    sloId: row.slo_id,
    source: row.source,
    facts: JSON.parse(row.facts),
    startedAtMs: Date.parse(row.started_at),
    lastCriticalAtMs: Date.parse(row.last_critical_at),
    ...(row.ended_at !== null && { endedAtMs: Date.parse(row.ended_at) }),
    ...(row.peak_burn_rate !== null && { peakBurnRate: row.peak_burn_rate }),
  };
}
