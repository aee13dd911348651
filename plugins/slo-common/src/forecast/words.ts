import { durationInWords, percentInWords, rateInWords } from '../words';
import { ExhaustionForecast } from './exhaustion';
import { TrafficFacts } from './traffic';

type Missing = Extract<ExhaustionForecast, { kind: 'unknown' }>['missing'];

const missingWords: Record<Missing, string> = {
  objective: 'Without an objective below 100 % there is no budget to run out',
  budget: 'No forecast: it is not known how much of the budget is left',
  'burn-rate': 'No forecast: no recent error ratio is recorded',
  present: 'No forecast: nothing is known of the present',
};

/**
 * A forecast as a sentence: `At the burn of the last 1h the budget is gone in
 * 2 d 4 h; between 1 d 3 h and 5 d`.
 */
export function forecastInWords(forecast: ExhaustionForecast): string {
  switch (forecast.kind) {
    case 'unknown':
      return missingWords[forecast.missing];
    case 'spent':
      return 'The budget is spent; it comes back as old failures leave the period';
    case 'lasts':
      return lastsInWords(forecast);
    default:
      return exhaustsInWords(forecast);
  }
}

function lastsInWords(
  forecast: Extract<ExhaustionForecast, { kind: 'lasts' }>,
): string {
  const { present, recovering, earliestSeconds } = forecast;
  const head = recovering
    ? `It recovers: the burn of the last ${present.window} is back below the sustainable rate`
    : `It lasts: the burn of the last ${present.window} is below the sustainable rate`;
  return earliestSeconds === undefined
    ? head
    : `${head}; should it burn again as before, the budget is gone in ${durationInWords(
        earliestSeconds,
      )}`;
}

function exhaustsInWords(
  forecast: Extract<ExhaustionForecast, { kind: 'exhausts' }>,
): string {
  const { present, seconds, earliestSeconds, latestSeconds } = forecast;
  const head = `At the burn of the last ${
    present.window
  } the budget is gone in ${durationInWords(seconds)}`;
  const earliest = durationInWords(earliestSeconds);
  if (latestSeconds === undefined) {
    return `${head}; in ${earliest} at the earliest, or not at all`;
  }
  const latest = durationInWords(latestSeconds);
  return earliest === latest
    ? head
    : `${head}; between ${earliest} and ${latest}`;
}

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/**
 * What is left of a budget in events: `At this traffic 1,204 bad events left
 * of 2,400`.
 *
 * @param noun - in the plural, what the SLO counts
 */
export function badEventsInWords(
  facts: TrafficFacts,
  noun: string = 'events',
): string {
  const { eventsPerPeriod, badEventsAllowed, badEventsLeft, costOfOne } = facts;
  if (eventsPerPeriod <= 0) {
    return `There is no traffic, so no number of bad ${noun} can be said`;
  }
  if (badEventsAllowed < 1) {
    return `At this traffic not one bad event fits into the budget: one costs ${
      Number.isFinite(costOfOne)
        ? `${rateInWords(costOfOne)} times the whole of it`
        : 'more than there is'
    }`;
  }
  const allowed = counts.format(badEventsAllowed);
  return badEventsLeft === undefined
    ? `At this traffic ${allowed} bad ${noun} are allowed in a period`
    : `At this traffic ${counts.format(
        badEventsLeft,
      )} bad ${noun} left of ${allowed}; one costs ${percentInWords(
        costOfOne,
        costOfOne < 0.0001 ? 6 : 2,
      )} of the budget`;
}
