import {
  SloKey,
  SloReason,
  SloState,
  WindowMeasurement,
} from '@goreliable/plugin-slo-common';
import { MappedEntity } from '../ports';

/** One SLO as it is kept between refreshes. Times are milliseconds since the epoch. */
export interface SloRecord {
  id: string;
  key: SloKey;
  objective?: number;
  periodDays: number;
  windows: WindowMeasurement[];
  budgetRemaining?: number;
  budgetOrigin?: 'recorded' | 'computed' | 'repaired';
  sampleAtMs?: number;
  /** Since when the source answers without it. */
  vanishedAtMs?: number;
  state: SloState;
  reason: SloReason;
  /** When it entered the state. */
  sinceMs: number;
  entity?: MappedEntity;
  /** The period's error ratio, averaged here because the recorded one is spoiled. */
  repaired?: { errorRatio: number };
  /** When the source was last asked for that average, whatever it answered. */
  repairTriedAtMs?: number;
}

/** Budget left over the last weeks, of all SLOs of a source. */
export interface TrendRecord {
  /** Unix seconds of the first value. */
  from: number;
  stepSeconds: number;
  points: number;
  /** By SLO id; `null` where nothing is recorded. */
  values: Record<string, (number | null)[]>;
  fetchedAtMs: number;
}

/** What is kept of one source. Times are milliseconds since the epoch. */
export interface SourceRecord {
  name: string;
  attemptedAtMs: number;
  /** Of the last good answer. */
  asOfMs?: number;
  /** Why the last attempt failed. */
  error?: string;
  /** What the source said of its last good answer. */
  warnings: string[];
  /** Sorted by id. */
  slos: SloRecord[];
  trend?: TrendRecord;
}

/** What an episode was about when it began. */
export interface EpisodeFacts {
  service: string;
  name: string;
  objective?: number;
  periodDays: number;
  entityRef?: string;
  owners: string[];
  /** In words, why it began. */
  summary: string;
}

/** A time in which an SLO burned at page rate. Times are milliseconds since the epoch. */
export interface Episode {
  id: string;
  sloId: string;
  source: string;
  facts: EpisodeFacts;
  startedAtMs: number;
  lastCriticalAtMs: number;
  endedAtMs?: number;
  /** In the shortest window. */
  peakBurnRate?: number;
}

/** Whom an episode's begin and end are told to. */
export const announcementChannels = ['timeline', 'notification'] as const;

/** Something to be told to one channel. */
export interface Announcement {
  episode: Episode;
  phase: 'start' | 'end';
  channel: (typeof announcementChannels)[number];
  createdAtMs: number;
}

/** Keeps the last known answers, shared by replicas and across restarts. */
export interface SloStore {
  /** Changes whenever a source does; cheap enough to ask for often. */
  revision(): Promise<string>;
  /** All sources, by name. */
  sources(): Promise<SourceRecord[]>;
  source(name: string): Promise<SourceRecord | undefined>;
  /**
   * Replaces a source and stores the episodes that began, went on or ended,
   * with an announcement for each begin and end; all of it or nothing.
   *
   * @param options.keepTrend - leaves the stored trend as it is; it is large
   *   and changes seldom
   * @returns false, with nothing stored, if a later attempt is stored already
   */
  save(
    record: SourceRecord,
    episodes?: readonly EpisodeChange[],
    options?: { keepTrend?: boolean },
  ): Promise<boolean>;
  /** Drops the sources that are not configured any more. */
  keepOnly(names: readonly string[]): Promise<void>;
  openEpisodes(source: string): Promise<Episode[]>;
  /** Newest first. */
  episodes(sloId: string, limit: number): Promise<Episode[]>;
  /** Oldest first. */
  announcements(source: string): Promise<Announcement[]>;
  announced(announcement: Announcement): Promise<void>;
  /** Drops ended episodes that began before, with what was left to tell of them. */
  forgetEpisodes(beforeMs: number): Promise<void>;
}

/** What a refresh found about an episode. */
export interface EpisodeChange {
  step: 'start' | 'continue' | 'end';
  episode: Episode;
}
