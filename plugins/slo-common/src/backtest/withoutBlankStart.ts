import { ErrorHistory } from './types';

/**
 * A history from its first recorded slice on: what was not there yet is no
 * gap. One without any record stays as it is.
 */
export function withoutBlankStart(history: ErrorHistory): ErrorHistory {
  const { from, sliceSeconds, errorRatios, events } = history;
  const ratios = Array.from(errorRatios);
  const first = ratios.findIndex(Number.isFinite);
  if (first <= 0) {
    return history;
  }
  return {
    from: from + first * sliceSeconds,
    sliceSeconds,
    errorRatios: Float64Array.from(ratios.slice(first)),
    ...(events && { events: Array.from(events).slice(first) }),
  };
}

/** In how many slices from a moment on anything failed. */
export function slicesWithErrors(
  { from, sliceSeconds, errorRatios }: ErrorHistory,
  since: number = from,
): number {
  let count = 0;
  for (let index = 0; index < errorRatios.length; index++) {
    const counts = from + index * sliceSeconds >= since;
    count += counts && errorRatios[index] > 0 ? 1 : 0;
  }
  return count;
}
