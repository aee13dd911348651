import { z } from 'zod';

/** What can be said of an answer that came from somebody else's server. */
export const freshnessStates = ['fresh', 'stale', 'unreachable'] as const;

/** One of {@link freshnessStates}. */
export type FreshnessState = (typeof freshnessStates)[number];

/** The wire form of a {@link FreshnessState}. */
export const freshnessStateSchema = z.enum(freshnessStates);

/**
 * How old the part of an answer is that one upstream contributed.
 *
 * Every answer that stems from an upstream carries one of these per source, so
 * that a reader can tell yesterday's numbers from now's.
 */
export interface SourceStatus {
  /** The upstream's name as the configuration spells it. */
  name: string;
  state: FreshnessState;
  /** ISO 8601 time at which the value was true; absent if there never was one. */
  asOf?: string;
  /** Why the last attempt failed, in words fit for a person; holds no secrets. */
  error?: string;
}

/** The wire form of a {@link SourceStatus}. */
export const sourceStatusSchema: z.ZodType<SourceStatus> = z.object({
  name: z.string().min(1),
  state: freshnessStateSchema,
  asOf: z.iso.datetime({ offset: true }).optional(),
  error: z.string().optional(),
});

/** The `sources` field of an API answer. */
export const sourceStatusesSchema = z.array(sourceStatusSchema);

/** What {@link freshnessOf} judges by. */
export interface FreshnessFacts {
  /** ISO 8601 time of the last good answer; absent if there was none. */
  asOf?: string;
  /** The present, as a `Date` or in milliseconds since the epoch. */
  now: Date | number;
  /** Age in milliseconds from which an answer counts as stale; the limit itself is still fresh. */
  staleAfterMs: number;
  /** Set if the last attempt to reach the upstream failed. */
  error?: string;
}

/**
 * Says how far an upstream's last answer can be trusted.
 *
 * - `unreachable`: the last attempt failed, or there has been no answer yet.
 *   A failure counts at once, even when the last value is young: the reader
 *   should hear of an outage before the value has gone old.
 * - `stale`: nothing failed, but the value is older than it should be (the
 *   collector does not run), or its time cannot be read.
 * - `fresh`: otherwise. A time in the future is taken for clock skew.
 */
export function freshnessOf(facts: FreshnessFacts): FreshnessState {
  const { asOf, now, staleAfterMs, error } = facts;
  if (error !== undefined || asOf === undefined) {
    return 'unreachable';
  }
  const ageMs = Number(now) - Date.parse(asOf);
  // An unreadable time gives NaN, for which every comparison is false.
  return ageMs <= staleAfterMs ? 'fresh' : 'stale';
}

/** {@link freshnessOf} as a {@link SourceStatus}, ready to be put into an answer. */
export function sourceStatusOf(
  facts: FreshnessFacts & { name: string },
): SourceStatus {
  const status: SourceStatus = { name: facts.name, state: freshnessOf(facts) };
  if (facts.asOf !== undefined) {
    status.asOf = facts.asOf;
  }
  if (facts.error !== undefined) {
    status.error = facts.error;
  }
  return status;
}

/**
 * The least trustworthy state among several sources; `fresh` for none, because
 * an answer without upstreams cannot be out of date.
 */
export function worstFreshness(
  sources: readonly Pick<SourceStatus, 'state'>[],
): FreshnessState {
  return sources.reduce<FreshnessState>(
    (worst, { state }) =>
      freshnessStates.indexOf(state) > freshnessStates.indexOf(worst)
        ? state
        : worst,
    'fresh',
  );
}
