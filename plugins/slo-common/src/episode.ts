import { SloState } from './state';

/**
 * For how long, in milliseconds, an SLO has to stay off the page rate before
 * its episode counts as over. Without it an error ratio that hovers around
 * the threshold would notify its owner on every refresh.
 */
export const episodeHoldMs = 2 * 60_000;

/** An episode that has not ended. */
export interface OpenEpisode {
  /** Milliseconds since the epoch at which page-rate burn was last seen. */
  lastCriticalAtMs: number;
}

/** What an observation means for the episodes of an SLO. */
export type EpisodeStep = 'start' | 'continue' | 'end' | 'none';

/**
 * Follows an SLO through a time of page-rate burn.
 *
 * An episode does not end by the SLO becoming unknown: a source that goes
 * down in the middle of an incident has healed nothing.
 *
 * @param at - milliseconds since the epoch of the observation
 */
export function episodeStep(
  open: OpenEpisode | undefined,
  state: SloState,
  at: number,
): EpisodeStep {
  if (state === 'critical') {
    return open ? 'continue' : 'start';
  }
  const isKnown = state !== 'no-data' && state !== 'stale';
  return open && isKnown && at - open.lastCriticalAtMs >= episodeHoldMs
    ? 'end'
    : 'none';
}
