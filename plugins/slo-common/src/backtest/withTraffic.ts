import { ErrorHistory } from './types';

/** Below this share of the recorded slices, what is not known could matter. */
export const neededTrafficShare = 0.9;

/**
 * A history whose slices count by their events. The few whose traffic is not
 * known count as much as the others do on average.
 *
 * @param rates - events a second in each slice; `null` where not known
 * @returns the history as it was if the traffic of too many slices is not
 *   known; and the share of recorded slices, 0 to 1, whose traffic is
 */
export function withTraffic(
  history: ErrorHistory,
  rates: readonly (number | null)[],
): { history: ErrorHistory; knownShare: number } {
  const { errorRatios, sliceSeconds } = history;
  let recorded = 0;
  let known = 0;
  let sum = 0;
  for (let index = 0; index < errorRatios.length; index++) {
    if (Number.isFinite(errorRatios[index])) {
      const rate = rates[index];
      recorded += 1;
      if (isRate(rate)) {
        known += 1;
        sum += rate;
      }
    }
  }
  const knownShare = recorded === 0 ? 0 : known / recorded;
  if (knownShare < neededTrafficShare || sum === 0) {
    return { history, knownShare };
  }
  const mean = sum / known;
  const events = Float64Array.from(
    { length: errorRatios.length },
    (_, index) => {
      const rate = rates[index];
      return (isRate(rate) ? rate : mean) * sliceSeconds;
    },
  );
  return { history: { ...history, events }, knownShare };
}

function isRate(rate: number | null | undefined): rate is number {
  return typeof rate === 'number' && Number.isFinite(rate) && rate >= 0;
}
