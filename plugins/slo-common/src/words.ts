import { EvaluatedPair } from './alertPairs';
import { burnRate, outageSeconds } from './budget';
import { SloIndicator } from './indicator/schema';
import { SloRollUp } from './rollUp';
import { Slo } from './schema';
import { SloReason } from './state';

const nonBreaking = '\u00a0';

/**
 * A length of time in its two largest units: `43 m 12 s`, `3 d 4 h`, `12 s`.
 * Rounded to the smaller of the two; below a second it is `0 s`.
 *
 * @param seconds - the sign is ignored
 */
export function durationInWords(seconds: number): string {
  const units: [string, number][] = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ];
  const absolute = Math.abs(seconds);
  for (let index = 0; index < units.length - 1; index++) {
    const [unit, size] = units[index];
    const [smallerUnit, smallerSize] = units[index + 1];
    const rounded = Math.round(absolute / smallerSize) * smallerSize;
    if (rounded >= size) {
      const whole = Math.floor(rounded / size);
      const rest = Math.round((rounded - whole * size) / smallerSize);
      const tail =
        rest > 0 ? `${nonBreaking}${rest}${nonBreaking}${smallerUnit}` : '';
      return `${whole}${nonBreaking}${unit}${tail}`;
    }
  }
  return `${Math.round(absolute)}${nonBreaking}s`;
}

/** A bound of time: `300 ms`, `2.5 s`, `1 m 30 s`. */
export function thresholdInWords(seconds: number): string {
  if (seconds >= 60) {
    return durationInWords(seconds);
  }
  const [value, unit] = seconds < 1 ? [seconds * 1_000, 'ms'] : [seconds, 's'];
  return `${Number(value.toPrecision(4))}${nonBreaking}${unit}`;
}

/**
 * A ratio as percent with the digits that matter and no more: `99.9 %`,
 * `99.95 %`. Recorded objectives carry floating point noise
 * (0.9990000000000001), hence at most six decimals.
 */
export function percentInWords(ratio: number, decimals: number = 6): string {
  return `${Number((ratio * 100).toFixed(decimals))}${nonBreaking}%`;
}

/** A burn rate or factor with three digits: `14.4`, `0.933`, `132`. */
export function rateInWords(rate: number): string {
  const absolute = Math.abs(rate);
  if (absolute >= 100) {
    return Math.round(rate).toString();
  }
  return Number(rate.toPrecision(3)).toString();
}

/** A period: `30 days`, `1 day`. */
export function periodInWords(periodDays: number): string {
  return `${Number(periodDays.toFixed(2))}${nonBreaking}${
    periodDays === 1 ? 'day' : 'days'
  }`;
}

/**
 * What an objective allows: `99.9 % over 30 days: at most 43 m 12 s of full
 * outage`; one of time `at most 7 h 12 m with all requests slower than 300 ms`.
 */
export function objectiveInWords(
  objective: number,
  periodDays: number,
  indicator?: SloIndicator,
): string {
  const allowed = outageSeconds(objective, periodDays);
  const head = `${percentInWords(objective)} over ${periodInWords(periodDays)}`;
  return allowed > 0
    ? `${head}: at most ${durationInWords(allowed)} ${outageOf(indicator)}`
    : `${head}: no failure is allowed, so there is no budget to spend`;
}

/** What the worst case is called: for one of time, nothing has to be down. */
function outageOf(indicator: SloIndicator | undefined): string {
  if (!indicator || indicator.kind === 'events') {
    return 'of full outage';
  }
  const than = thresholdInWords(indicator.thresholdSeconds);
  return indicator.kind === 'freshness'
    ? `with all ${indicator.noun} older than ${than}`
    : `with all ${indicator.noun} slower than ${than}`;
}

/** What is left of a budget: `4 h 12 m of budget left`, `12 m 3 s overspent`. */
export function budgetInWords(
  remaining: number,
  objective: number,
  periodDays: number,
): string {
  const seconds = outageSeconds(objective, periodDays, remaining);
  return remaining < 0
    ? `${durationInWords(seconds)} overspent`
    : `${durationInWords(seconds)} of budget left`;
}

/**
 * Where an alert pair stands, and what it would take: `Long 1h burns at 3.2
 * of 14.4: would page if it rose 4.5 ×`.
 */
export function alertPairInWords(
  evaluated: EvaluatedPair,
  objective: number,
): string {
  const { pair, phase, longRatio, threshold } = evaluated;
  const verb = pair.severity === 'page' ? 'page' : 'open a ticket';
  const factor = rateInWords(pair.factor);
  const long = `Long ${pair.longWindow}`;
  const short = `short ${pair.shortWindow}`;
  if (phase === 'unknown' || longRatio === undefined) {
    const missing =
      longRatio === undefined ? long : `Short ${pair.shortWindow}`;
    return `${missing} has no measurement, so it cannot ${verb}`;
  }
  if (threshold >= 1) {
    return `Can never ${verb}: it needs ${percentInWords(
      threshold,
      1,
    )} of errors`;
  }
  const rate = burnRate(longRatio, objective);
  const head =
    rate === undefined
      ? `${long} fails ${percentInWords(longRatio, 4)}`
      : `${long} burns at ${rateInWords(rate)} of ${factor}`;
  switch (phase) {
    case 'firing':
      return `${head} and ${short} is above it too: ${
        pair.severity === 'page' ? 'pages' : 'opens a ticket'
      }`;
    case 'increasing':
      return `${head}, ${short} is above it already: would ${verb} if it went on`;
    case 'recovering':
      return `${head}, ${short} is below it again: recovering`;
    default:
      return `${head}: ${headroomInWords(evaluated, objective, verb)}`;
  }
}

/**
 * How far both windows are from the threshold. The short one is named where it
 * is the farther: an alert takes both.
 */
function headroomInWords(
  { pair, longRatio = 0, shortRatio = 0, threshold }: EvaluatedPair,
  objective: number,
  verb: string,
): string {
  if (longRatio <= 0) {
    return 'nothing burns';
  }
  const times = (ratio: number) =>
    `${rateInWords(threshold / ratio)}${nonBreaking}×`;
  const head = `would ${verb} if it rose ${times(longRatio)}`;
  if (shortRatio >= longRatio || times(shortRatio) === times(longRatio)) {
    return head;
  }
  const short = `short ${pair.shortWindow}`;
  const rate = burnRate(shortRatio, objective);
  return shortRatio <= 0 || rate === undefined
    ? `${head} and ${short}, which does not burn, above ${rateInWords(
        pair.factor,
      )}`
    : `${head} and ${short}, at ${rateInWords(rate)}, ${times(shortRatio)}`;
}

/** A verdict's reason as a sentence. */
export function reasonInWords(reason: SloReason): string {
  switch (reason.code) {
    case 'burning':
      return reason.severity === 'page'
        ? 'Burning its budget at page rate'
        : 'Burning its budget at ticket rate';
    case 'budget-spent':
      return 'The budget of the period is spent';
    case 'within-objective':
      return 'Within its objective';
    case 'no-traffic':
      return `No traffic in the last ${reason.window}, so there is nothing to judge`;
    case 'not-recorded':
      return reason.window
        ? `Nothing is recorded for the last ${reason.window}: no traffic, or its metrics are missing`
        : 'No error ratio is recorded yet';
    case 'not-loaded':
      return `Not recorded yet: its spec is known, but its rules are not loaded in ${reason.source}`;
    case 'invalid':
      return `The error ratio of the last ${reason.window} is infinite: errors are counted, but no events`;
    case 'objective-unknown':
      return 'The source records no objective for it';
    case 'vanished':
      return 'The source answers, but does not record this SLO any more';
    case 'sample-old':
      return 'The newest measurement is too old to judge by';
    default:
      return 'Unknown';
  }
}

/** One line for an SLO where there is room for no more: on Home, in a notification. */
export function sloInWords(slo: Slo): string {
  const { objective, periodDays, budgetRemaining: left } = slo;
  const budget =
    left === undefined || objective === undefined
      ? undefined
      : `${budgetInWords(left, objective, periodDays)}`;
  const parts = [`${slo.name}: ${lowerFirst(reasonInWords(slo.reason))}`];
  if (budget && slo.state !== 'no-data') {
    parts.push(budget);
  }
  return parts.join('; ');
}

/**
 * One line for several SLOs together: the one to look at first, or, where all
 * hold, the one with the least budget left.
 */
export function rollUpInWords({
  mostUrgent,
  total,
  counts,
}: SloRollUp): string {
  if (!mostUrgent) {
    return 'No SLOs';
  }
  if (total === 1) {
    return sloInWords(mostUrgent);
  }
  const alike = counts[mostUrgent.state] ?? 0;
  if (mostUrgent.state === 'ok') {
    return `All ${total} SLOs hold; least left: ${sloInWords(mostUrgent)}`;
  }
  return alike > 1
    ? `${alike} of ${total} SLOs; first ${sloInWords(mostUrgent)}`
    : `1 of ${total} SLOs: ${sloInWords(mostUrgent)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
