import { TimelineEvent, TimelineScopeEntity } from '../types';

/** What speaks for a suspect, or against it. */
export const suspectFactors = [
  'time',
  'distance',
  'kind',
  'scenario',
  'degraded-first',
  'seen-before',
] as const;

/** One reason for a suspect's place. */
export interface SuspectReason {
  factor: (typeof suspectFactors)[number];
  /** What the score is multiplied by: below 1 it speaks against, above 1 for. */
  weight: number;
  /** The reason for people, without a full stop. */
  text: string;
}

/** How probable a suspect is beside the others and the unknown. */
export const suspectConfidences = ['likely', 'possible', 'unlikely'] as const;

/** One of {@link suspectConfidences}. */
export type SuspectConfidence = (typeof suspectConfidences)[number];

/** A change that may have begun a burn. */
export interface Suspect {
  event: TimelineEvent;
  /** What else belongs to the same change: the steps of a rollout, the alerts that followed. */
  related: TimelineEvent[];
  /** Steps from the entity that was asked about, along its dependencies. */
  hops: number;
  /** Entity references from the one that was asked about to the suspect's. */
  path: string[];
  /** The product of the reasons' weights. */
  score: number;
  /** Its part of all scores and of what is not recorded, 0 to 1. */
  share: number;
  confidence: SuspectConfidence;
  reasons: SuspectReason[];
  /** The reasons as one sentence. */
  inWords: string;
}

/** A change that cannot have begun the burn: it came later. */
export interface ClearedChange {
  event: TimelineEvent;
  /** Why, without a full stop. */
  text: string;
}

/** When a burn began, in milliseconds since the epoch. */
export interface SuspectOnset {
  atMs: number;
  /** It was not before this, */
  earliestMs: number;
  /** and not after this. */
  latestMs: number;
}

/** What {@link rankSuspects} judges by. */
export interface SuspectFacts {
  /** The entity whose budget burns. */
  entityRef: string;
  onset: SuspectOnset;
  /** How long before the onset a change is still a candidate, in minutes. */
  windowMinutes: number;
  /** The entity with what it depends on, as a listing's scope. */
  scope: readonly TimelineScopeEntity[];
  /** Events of the scope from the window's start until after the onset. */
  events: readonly TimelineEvent[];
  /** Earlier events of the scope: past incidents with the changes before them. */
  past?: readonly TimelineEvent[];
}

/** Who may have begun a burn, the most probable first. */
export interface SuspectRanking {
  suspects: Suspect[];
  /** Changes shortly after the onset, nearest first. */
  cleared: ClearedChange[];
  /** One sentence: the first suspect, or that nothing changed. */
  summary: string;
}

/** The answer of `GET /api/timeline/suspects`. */
export interface SuspectList extends SuspectRanking {
  entityRef: string;
  /** ISO 8601 in UTC. */
  onset: { at: string; earliest: string; latest: string };
  windowMinutes: number;
  /** What was looked at. */
  scope: { entities: TimelineScopeEntity[] };
  /** What was not looked at, as sentences; empty if all was. */
  notes: string[];
}

/** What `GET /api/timeline/suspects` is asked with. Times are ISO 8601. */
export interface SuspectQuery {
  entityRef: string;
  onset: string;
  /** Where the onset is not known exactly. */
  earliest?: string;
  latest?: string;
  /** 60 by default. */
  windowMinutes?: number;
}
