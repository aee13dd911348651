import { burningIndex, riseStart, runStart, usualStart } from './burnRun';
import { changePointNear } from './changePoint';
import {
  LevelSample,
  median,
  presentSamples,
  quantile,
  robustSpread,
  Sample,
  withoutSpikes,
} from './levels';
import { longestSinceBegin, riseOf, secondsSinceBegin } from './rise';
import { BurnSeries, Onset, OnsetOptions } from './types';

/** Fewer values than this tell nothing. */
const fewestSamples = 5;

/** Quiet values there must be before a burn, or it may have begun earlier still. */
const fewestQuietSamples = 2;

/**
 * Values below a hundredth of the burn are all alike: one error in a quiet
 * night is not a hundred times worse than none.
 */
const floorShare = 0.01;

/** A burn has to be at least twice what was before to have a beginning. */
const leastRise = Math.LN2;

/** A burn may take up so much of the series that only a twentieth of it is quiet. */
const leastUsualShare = 0.05;
/** Levels settle after a few rounds. */
const mostRounds = 8;

/** How far above the usual a value belongs to a rise: three spreads, at least half as much again. */
const bandSpreads = 3;
const leastBand = Math.log(1.5);

/**
 * How long, in windows, it has to be quiet for two burns to be two. A burst
 * shows in a rolling window for one window's length.
 */
const quietWindows = 2;

/** What is usual is read off this long a time before a burn: windows, but at least an hour. */
const usualWindows = 12;
const usualSeconds = 3_600;

function timing(series: BurnSeries, options: OnsetOptions) {
  const { stepSeconds } = series;
  const windowSeconds = Math.max(options.windowSeconds ?? 0, stepSeconds);
  return {
    stepSeconds,
    windowSeconds,
    quietSeconds: Math.max(quietWindows * windowSeconds, 3 * stepSeconds),
    usualSeconds: Math.max(usualWindows * windowSeconds, usualSeconds),
    visibleAfterSeconds: options.visibleAfterSeconds ?? 60,
  };
}

type Timing = ReturnType<typeof timing>;

/** Typical value of the burn at the samples' end. */
function burningValue(
  samples: readonly Sample[],
  burningAbove: number,
  windowSeconds: number,
): number {
  const from = samples[samples.length - 1][0] - windowSeconds;
  return median(
    samples
      .filter(([at, value]) => at >= from && value > burningAbove)
      .map(([, value]) => value),
  );
}

/** The level of the values that are nearer to it than to the burn: 2-means, with medians and one mean known. */
function usualLevel(levels: readonly number[], burning: number): number {
  let usual = quantile(levels, leastUsualShare);
  for (let round = 0; round < mostRounds; round++) {
    const middle = (usual + burning) / 2;
    const next = median(levels.filter(level => level <= middle));
    if (Number.isNaN(next) || next === usual) {
      break;
    }
    usual = next;
  }
  return usual;
}

/**
 * The begin of the run above the threshold that the samples end with.
 *
 * @param levels - of the same samples
 */
function beginOfRun(
  samples: readonly Sample[],
  levels: readonly LevelSample[],
  threshold: number,
  time: Timing,
): Onset {
  const { windowSeconds, stepSeconds } = time;
  const [start] = samples[0];
  const run = runStart(levels, threshold, time.quietSeconds / stepSeconds);
  if (run < fewestQuietSamples) {
    return { kind: 'before-range', from: start };
  }
  const from = usualStart(levels, run, threshold, time);
  const near = levels.slice(from);
  const change = changePointNear(
    near.map(({ level }) => level),
    run - from,
    windowSeconds / stepSeconds,
  );
  const usual = near.slice(0, change.index).map(({ level }) => level);
  const spread = robustSpread(usual, change.before);
  const band = change.before + Math.max(leastBand, bandSpreads * spread);
  const rising = riseStart(near, change.index, band);
  const first = from + rising;
  if (first < fewestQuietSamples) {
    return { kind: 'before-range', from: start };
  }
  // Of the values, for levels have a floor.
  const before = median(
    samples.slice(from, from + change.index).map(([, value]) => value),
  );
  const rise = riseOf(samples, first, before, windowSeconds);
  const [firstAt] = samples[first];
  const begunFor = secondsSinceBegin(rise, windowSeconds);
  const earliest =
    Math.min(
      rise.quietAt,
      near[change.lowest - 1].at,
      firstAt - longestSinceBegin(rise, windowSeconds),
    ) - time.visibleAfterSeconds;
  return {
    kind: 'found',
    shape: rise.shape,
    at: Math.max(start, firstAt - begunFor),
    earliest: Math.max(start, earliest),
    // What is raised for sure has begun, however slowly it goes on.
    latest: rising < change.index ? firstAt : near[change.highest].at,
    levels: { before, since: Math.exp(change.since) },
  };
}

/**
 * When the burn began that goes on at the anchor.
 *
 * 1. Single spikes are taken out; what is missing stays missing.
 * 2. Back from the anchor, the burn reaches to the last stretch of quiet that
 *    is longer than two windows. Quiet is what is nearer to the usual level
 *    than to that of the burn, by logarithms: a burn is so many times worse.
 * 3. Around there, the change point between two levels is the one of maximum
 *    likelihood (`changePointNear`).
 * 4. From the change point back to the last value that was as usual: what
 *    grows slowly began before it was half as bad. A cumulative sum dates a
 *    change in the same way, to when it last was zero (E. S. Page, Continuous
 *    inspection schemes, Biometrika 41, 1954).
 * 5. It began between the last usual value and the first raised one, or where
 *    else a split is as likely; and up to `visibleAfterSeconds` earlier. How
 *    far the first raised value is on its way says when, within that.
 *
 * A shift in time shifts the answer; a factor on values and `burningAbove`
 * leaves it as it is. On simulated services, from 0.1 to 6.5 requests a
 * second, the bounds hold in more than 9 of 10 cases (`simulatedOnset.test.ts`).
 */
export function findOnset(series: BurnSeries, options: OnsetOptions): Onset {
  const { burningAbove } = options;
  const time = timing(series, options);
  const all = withoutSpikes(presentSamples(series), series.stepSeconds);
  const anchor = options.anchor ?? all.at(-1)?.[0] ?? 0;
  const isKnown = all.some(
    ([at]) => at <= anchor && at >= anchor - time.quietSeconds,
  );
  if (!isKnown || all.length < fewestSamples) {
    return { kind: 'unknown', reason: 'no-data' };
  }
  const end = burningIndex(all, anchor, burningAbove, time.quietSeconds);
  if (end < 0) {
    return { kind: 'not-burning' };
  }
  const samples = all.slice(0, end + 1);
  const burning = burningValue(samples, burningAbove, time.windowSeconds);
  const levels = samples.map(
    ([at, value]): LevelSample => ({
      at,
      level: Math.log(Math.max(value, burning * floorShare)),
    }),
  );
  const usual = usualLevel(
    levels.map(({ level }) => level),
    Math.log(burning),
  );
  if (Math.log(burning) - usual < leastRise) {
    return usual > Math.log(burningAbove)
      ? { kind: 'before-range', from: samples[0][0] }
      : { kind: 'unknown', reason: 'unclear' };
  }
  const threshold = (usual + Math.log(burning)) / 2;
  return beginOfRun(samples, levels, threshold, time);
}
