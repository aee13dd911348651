import { TimelineEvent } from '../types';
import { byScore, Draft, DraftContext, draftsOf, toDraft } from './drafts';
import { pastIncidents } from './pastIncidents';
import { detectionLagMs } from './reasons';
import { roleOf } from './roles';
import {
  ClearedChange,
  Suspect,
  SuspectConfidence,
  SuspectFacts,
  SuspectRanking,
} from './types';
import { spanInWords, windowInWords } from './words';

/** More than this nobody looks through. */
const mostSuspects = 20;
const mostCleared = 5;

/** For how long after an onset changes are named as innocent. */
export const clearedWithinMs = 30 * 60_000;

/**
 * What stands for all that no timeline records: a surge of requests, a certificate
 * that ran out. As much as a deploy on the entity itself, 27 minutes before.
 */
const unknownScore = 0.15;

/** Likely is more probable than all the rest together; below a fifth it is hardly possible. */
const likelyShare = 0.5;
const possibleShare = 0.2;

const timeOf = (event: TimelineEvent) => Date.parse(event.at);

function toSuspects(drafts: readonly Draft[]): Suspect[] {
  const total = drafts.reduce((sum, { score }) => sum + score, unknownScore);
  return drafts.map(draft => {
    const share = draft.score / total;
    return { ...draft, share, confidence: confidenceOf(share) };
  });
}

function confidenceOf(share: number): SuspectConfidence {
  if (share > likelyShare) {
    return 'likely';
  }
  return share >= possibleShare ? 'possible' : 'unlikely';
}

function clearedOf(
  events: readonly TimelineEvent[],
  latestMs: number,
): ClearedChange[] {
  return events
    .filter(event => {
      const afterMs = timeOf(event) - latestMs;
      return (
        roleOf(event) === 'change' && afterMs > 0 && afterMs <= clearedWithinMs
      );
    })
    .sort((a, b) => timeOf(a) - timeOf(b))
    .slice(0, mostCleared)
    .map(event => ({
      event,
      text: `it came ${spanInWords(
        timeOf(event) - latestMs,
      )} after the burn had begun`,
    }));
}

function summaryOf(
  [first]: readonly Suspect[],
  { windowMinutes, scope }: SuspectFacts,
): string {
  if (first) {
    return `${first.event.title}: ${first.confidence} to be the cause. ${first.inWords}`;
  }
  const window = windowInWords(windowMinutes);
  return scope.length > 1
    ? `Nothing changed here or in its dependencies in ${window} before`
    : `Nothing changed here in ${window} before, and no dependencies are known`;
}

/**
 * Who may have begun a burn: changes on the entity and along its dependencies from the window
 * before the onset until the latest moment at which it can have been.
 * What came later is innocent.
 *
 * The score is a product, as likelihoods multiply: closeness in time x
 * distance x kind x, where they apply, a scenario, a dependency that degraded
 * first, and the same change before a past incident; see `reasons.ts` for the weights.
 * A suspect's share is its score's part of all of them and of the unknown, so
 * that two that are equally close cannot both be likely.
 *
 * An alert or a burn of a dependency is a suspect itself where no change
 * explains it. Those of the entity itself are the symptom, not the cause.
 */
export function rankSuspects(facts: SuspectFacts): SuspectRanking {
  const { onset, scope, windowMinutes } = facts;
  const places = new Map(scope.map(place => [place.entityRef, place]));
  const fromMs = onset.earliestMs - windowMinutes * 60_000;
  const events = facts.events
    .filter(event => places.has(event.entityRef) && timeOf(event) >= fromMs)
    .sort((a, b) => timeOf(a) - timeOf(b));
  const context: DraftContext = {
    onset,
    places,
    degradations: events.filter(
      event =>
        roleOf(event) === 'degradation' &&
        places.get(event.entityRef)!.hops > 0 &&
        timeOf(event) <= onset.latestMs + detectionLagMs,
    ),
    incidents: pastIncidents(facts.past ?? [], fromMs),
  };
  const inTime = events.filter(event => timeOf(event) <= onset.latestMs);
  const changes = draftsOf(
    inTime.filter(event => roleOf(event) === 'change'),
    context,
  );
  const explained = new Set(
    changes.flatMap(({ related }) => related.map(({ id }) => id)),
  );
  const unexplained = context.degradations
    .filter(
      event => timeOf(event) <= onset.latestMs && !explained.has(event.id),
    )
    .map(event => toDraft(event, [], context));
  const suspects = toSuspects([...changes, ...unexplained].sort(byScore)).slice(
    0,
    mostSuspects,
  );
  return {
    suspects,
    cleared: clearedOf(events, onset.latestMs),
    summary: summaryOf(suspects, facts),
  };
}
