import { durationInWords, percentInWords } from '../words';
import { currentPolicyId, policyTitle } from './candidates';
import {
  MissingForSuggestion,
  ReviewSuggestion,
  SuggestionReason,
} from './suggestion';
import {
  Backtest,
  BacktestResult,
  IncidentFacts,
  IncidentResult,
} from './types';

const nonBreaking = '\u00a0';

function times(count: number): string {
  switch (count) {
    case 0:
      return 'never';
    case 1:
      return 'once';
    case 2:
      return 'twice';
    default:
      return `${count}${nonBreaking}times`;
  }
}

function counted(count: number, noun: string): string {
  return `${count}${nonBreaking}${noun}${count === 1 ? '' : 's'}`;
}

/**
 * What a candidate would have meant: `Would have paged 4 times in 30 d: for 3
 * of the 4 incidents that the SLI shows, half of them within 5 m, and once
 * without one. 38 % of the budget spent`.
 */
export function backtestInWords(
  result: BacktestResult,
  { from, to }: Pick<Backtest, 'from' | 'to'>,
): string {
  const { pages, hits, misses, pagesWithoutIncident, budgetSpent } = result;
  const head = `Would have paged ${times(pages.length)} in ${durationInWords(
    to - from,
  )}`;
  const known = hits + misses;
  const parts: string[] = [];
  if (known > 0) {
    const within = result.medianDetectionSeconds;
    const told = `${
      hits === known ? `all ${hits}` : `${hits} of the ${known}`
    } incidents that the SLI shows would have been told${
      within === undefined
        ? ''
        : `, half of them within ${durationInWords(within)}`
    }`;
    parts.push(known === 1 ? toldOfOne(hits, within) : told);
  }
  if (pagesWithoutIncident > 0) {
    parts.push(`${counted(pagesWithoutIncident, 'page')} without an incident`);
  }
  if (budgetSpent !== undefined) {
    parts.push(`${percentInWords(budgetSpent, 0)} of the budget spent`);
  }
  return [head, ...parts].join('; ');
}

function toldOfOne(hits: number, within: number | undefined): string {
  if (hits === 0) {
    return 'nobody would have been told of the one incident that the SLI shows';
  }
  return within === undefined
    ? 'the one incident that the SLI shows would have been a ticket'
    : `the one incident that the SLI shows would have paged after ${durationInWords(
        within,
      )}`;
}

/** What a candidate would have made of an incident: `paged after 4 m`. */
export function incidentOutcomeInWords(result: IncidentResult): string {
  const after =
    result.detectionSeconds === undefined
      ? ''
      : ` after ${durationInWords(result.detectionSeconds)}`;
  switch (result.outcome) {
    case 'paged':
      return `Paged${after}`;
    case 'ticketed':
      return `Only a ticket${after}`;
    case 'missed':
      return 'Missed: the SLI shows it, but nobody would have been told';
    case 'unseen':
      return 'Not in this SLI: it was no worse than at other times';
    default:
      return 'Not recorded: too little of it is known';
  }
}

/** How an incident shows in the SLI: `2.1 % of events failed`. */
export function incidentFactsInWords(incident: IncidentFacts): string {
  return incident.errorRatio === undefined
    ? 'Nothing is recorded of it'
    : `${percentInWords(incident.errorRatio, 3)} of events failed${
        incident.isVisible ? '' : ', as at other times'
      }`;
}

/** A suggestion as one line: `Change to 99.5 % with calm alerts`. */
export function suggestionInWords(
  suggestion: ReviewSuggestion,
  current: number | undefined,
): string {
  if (suggestion.kind === 'none') {
    return 'Nothing is suggested';
  }
  const { objective, policyId } = suggestion;
  const target = percentInWords(objective);
  if (suggestion.kind === 'keep') {
    return `Keep ${target} and its alerts`;
  }
  const isObjectiveSame =
    current !== undefined && Math.abs(current - objective) < 1e-9;
  if (policyId === currentPolicyId) {
    return `Change the objective to ${target}; its alerts can stay`;
  }
  const policy = `the alert windows "${policyTitle(policyId)}"`;
  return isObjectiveSame
    ? `Keep ${target}, and change to ${policy}`
    : `Change to ${target} with ${policy}`;
}

/** A reason as a sentence. */
export function suggestionReasonInWords(reason: SuggestionReason): string {
  switch (reason.code) {
    case 'fewer-misses':
      return `Of ${counted(
        reason.of,
        'incident',
      )} that the SLI shows it would have missed ${reason.to} rather than ${
        reason.from
      }.`;
    case 'fewer-false-pages':
      return `It would have paged ${times(
        reason.to,
      )} without an incident, rather than ${times(reason.from)}.`;
    case 'overspent':
      return `The history spent ${percentInWords(
        reason.spent,
        0,
      )} of the present budget: the objective promises what the service does not keep.`;
    case 'not-overspent':
      return `Of the suggested budget it would have spent ${percentInWords(
        reason.spent,
        0,
      )}.`;
    case 'catches-all':
      return `It would have told of ${
        reason.of === 1 ? 'the one incident' : `all ${reason.of} incidents`
      } that the SLI shows, and paged for nothing else.`;
    case 'none-better':
      return `It has ${counted(reason.misses, 'missed incident')} and ${counted(
        reason.falsePages,
        'page',
      )} without one, and none of the candidates does better.`;
    case 'no-incidents':
      return 'No incident is on the timeline in this time, so it cannot be said which pages would have been right.';
    case 'unseen-incidents':
      return reason.count === 1
        ? 'One incident does not show in this SLI: either it was about something else, or the SLI leaves out what people felt.'
        : `${reason.count} incidents do not show in this SLI: either they were about something else, or the SLI leaves out what people felt.`;
    default:
      return `The strictest objective with room to spare is ${percentInWords(
        reason.objective,
      )}: the history spent ${percentInWords(reason.spent, 0)} of its budget.`;
  }
}

/** What is missing, as a sentence. */
export function missingInWords(missing: MissingForSuggestion): string {
  switch (missing.code) {
    case 'no-objective':
      return 'The source records no objective below 100 %, so there is nothing to compare with.';
    case 'no-history':
      return 'No error ratio is recorded in this time.';
    case 'short-history':
      return `The history is ${durationInWords(
        missing.days * 86_400,
      )} long; it takes ${missing.needed} days.`;
    default:
      return `${percentInWords(
        missing.coverage,
        0,
      )} of the time is recorded; it takes ${percentInWords(
        missing.needed,
        0,
      )}, for what is missing may have been the worst.`;
  }
}
