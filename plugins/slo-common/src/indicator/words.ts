import { percentInWords, thresholdInWords } from '../words';
import { SloIndicator } from './schema';

const nonBreaking = '\u00a0';

/**
 * What an SLO asks for: `99 % of requests within 300 ms`, `99.9 % of messages
 * without a failure`.
 *
 * @param objective - a ratio; absent if none is recorded
 */
export function indicatorInWords(
  indicator: SloIndicator,
  objective: number | undefined,
): string {
  const head =
    objective === undefined
      ? `Share of ${indicator.noun}`
      : `${percentInWords(objective)} of ${indicator.noun}`;
  return indicator.kind === 'events'
    ? `${head} without a failure`
    : `${head} within${nonBreaking}${thresholdInWords(
        indicator.thresholdSeconds,
      )}`;
}

/** What its traffic is made of, and its budget: requests, also where not each has a first token. */
export function countedNoun(indicator: SloIndicator | undefined): string {
  return indicator?.kind === 'first-token'
    ? 'requests'
    : indicator?.noun ?? 'events';
}

/**
 * What it means for the distribution: `The 99th percentile of the times to the
 * first token is at most 800 ms`. `undefined` for what is no matter of time.
 *
 * @param objective - a ratio
 */
export function percentileInWords(
  indicator: SloIndicator,
  objective: number,
): string | undefined {
  if (indicator.kind === 'events' || !(objective > 0 && objective < 1)) {
    return undefined;
  }
  const of = {
    latency: 'of the durations',
    'first-token': 'of the times to the first token',
    freshness: `of the ages of ${indicator.noun}`,
  }[indicator.kind];
  return `The ${percentileName(
    objective,
  )} percentile ${of} is at most ${thresholdInWords(
    indicator.thresholdSeconds,
  )}`;
}

/** `99th`, `99.9th`, `91st`: as percentiles are called. */
function percentileName(objective: number): string {
  const percent = Number((objective * 100).toFixed(6));
  if (!Number.isInteger(percent) || Math.floor(percent / 10) === 1) {
    return `${percent}th`;
  }
  return `${percent}${['th', 'st', 'nd', 'rd'][percent % 10] ?? 'th'}`;
}
