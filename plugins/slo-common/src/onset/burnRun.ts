import { LevelSample, Sample } from './levels';

/** The last burning sample up to the anchor, unless it has been quiet since; -1 for none. */
export function burningIndex(
  samples: readonly Sample[],
  anchor: number,
  burningAbove: number,
  quietSeconds: number,
): number {
  return samples.findLastIndex(
    ([at, value]) =>
      at <= anchor && at >= anchor - quietSeconds && value > burningAbove,
  );
}

/**
 * Where the run of values above a threshold that the samples end with begins:
 * after the last stretch of quiet that is long enough. A gap is not quiet, for nothing
 * is known of it.
 */
export function runStart(
  samples: readonly LevelSample[],
  threshold: number,
  quietSamples: number,
): number {
  let start = samples.length - 1;
  for (let index = start; index >= 0; index--) {
    if (samples[index].level > threshold) {
      start = index;
    } else if (start - index >= quietSamples) {
      break;
    }
  }
  return start;
}

/**
 * From where on, up to a run, nothing burned for as long as it takes to be quiet: what is usual
 * is read off there.
 *
 * @param runIndex - 1 or more
 */
export function usualStart(
  samples: readonly LevelSample[],
  runIndex: number,
  threshold: number,
  time: { usualSeconds: number; quietSeconds: number; stepSeconds: number },
): number {
  const mostRaised = time.quietSeconds / time.stepSeconds;
  const earliest = samples[runIndex].at - time.usualSeconds;
  let start = runIndex - 1;
  for (
    let index = start;
    index >= 0 && samples[index].at >= earliest && start - index < mostRaised;
    index--
  ) {
    if (samples[index].level <= threshold) {
      start = index;
    }
  }
  return start;
}

/** The first of the values that lead up to a change without a break; single ones may dip. */
export function riseStart(
  samples: readonly LevelSample[],
  changeIndex: number,
  band: number,
): number {
  const isRaised = (index: number) =>
    (samples[index]?.level ?? -Infinity) > band;
  let index = changeIndex;
  while (isRaised(index - 1) || (isRaised(index - 2) && isRaised(index - 3))) {
    index -= 1;
  }
  return isRaised(index) ? index : changeIndex;
}
