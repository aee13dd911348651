import { Slo } from '@goreliable/plugin-slo-common';
import { Episode } from '../store/types';

/** Some minutes into an episode its level shows; when it is first seen it has hardly begun. */
const intoEpisodeSeconds = 300;

/** A moment at which an SLO burned. */
export interface BurningMoment {
  /** Unix seconds. */
  at: number;
  episodeId?: string;
}

function within(episode: Episode, nowSeconds: number): BurningMoment {
  const { id, startedAtMs, lastCriticalAtMs, endedAtMs } = episode;
  const known = endedAtMs === undefined ? nowSeconds : lastCriticalAtMs / 1000;
  const begun = startedAtMs / 1000;
  return {
    at: Math.max(begun, Math.min(known, begun + intoEpisodeSeconds)),
    episodeId: id,
  };
}

/**
 * A moment from which to look back for the begin of a burn: the one asked for,
 * else of the present burn, else of the last episode.
 *
 * @param episodes - newest first
 * @param asked - Unix seconds
 * @returns `undefined` if it does not burn and never has
 */
export function burningMoment(
  slo: Pick<Slo, 'reason'>,
  episodes: readonly Episode[],
  nowSeconds: number,
  asked?: number,
): BurningMoment | undefined {
  if (asked !== undefined) {
    const episode = episodes.find(
      ({ startedAtMs, endedAtMs = Infinity }) =>
        startedAtMs <= asked * 1000 && asked * 1000 <= endedAtMs,
    );
    return { at: asked, ...(episode && { episodeId: episode.id }) };
  }
  const [latest] = episodes;
  const isBurning = slo.reason.code === 'burning';
  if (latest && (!isBurning || latest.endedAtMs === undefined)) {
    return within(latest, nowSeconds);
  }
  return isBurning ? { at: nowSeconds } : undefined;
}
