import { TimelineEvent, TimelineScopeEntity } from '../types';
import { PastIncident, recollect } from './pastIncidents';
import { kindWeights } from './roles';
import { SuspectOnset, SuspectReason } from './types';
import { kindNouns, nameIn, placeInWords, spanInWords } from './words';

/**
 * After this time a change is half as suspect: most faults show at once, some
 * only when a cache has run out or a connection pool has.
 */
const halfLifeMs = 10 * 60_000;

/** By steps: what is further away has to get through more of others' defences. */
const hopWeights = [1, 0.8, 0.6, 0.45];

/** A dependency that went wrong first leads to what changed there. */
const degradedFirstWeight = 2;
/** Alerts take their time; one shortly after the onset says nearly as much. */
const degradedTooWeight = 1.5;
/** How long an alert or a page-rate burn lags behind what it is about. */
export const detectionLagMs = 10 * 60_000;

/** A scenario was meant to break something. */
const scenarioWeight = 1.5;

const sameChangeWeight = 2;
const likeChangeWeight = 1.15;

const timeOf = (event: TimelineEvent) => Date.parse(event.at);

/** How close in time: 1 from the earliest possible onset on, half of it for each ten minutes before. */
export function timeReason(
  event: TimelineEvent,
  onset: SuspectOnset,
): SuspectReason {
  const at = timeOf(event);
  const distanceMs = Math.max(0, onset.earliestMs - at);
  const beforeMs = onset.atMs - at;
  let text = `${spanInWords(beforeMs)} before the burn began`;
  if (beforeMs < 1_000) {
    text = 'at the moment the burn began, as far as that is known';
  }
  return { factor: 'time', weight: 0.5 ** (distanceMs / halfLifeMs), text };
}

/** How far away. */
export function distanceReason(
  place: TimelineScopeEntity,
  path: readonly string[],
): SuspectReason {
  return {
    factor: 'distance',
    weight: hopWeights[Math.min(place.hops, hopWeights.length - 1)],
    text: placeInWords(place, path),
  };
}

/** What it is. */
export function kindReason(event: TimelineEvent): SuspectReason {
  return {
    factor: 'kind',
    weight: kindWeights[event.kind] ?? 0,
    text: kindNouns[event.kind],
  };
}

/** Whether the lab broke something with it on purpose. */
export function scenarioReason(
  event: TimelineEvent,
  related: readonly TimelineEvent[],
): SuspectReason | undefined {
  const scenario = [event, ...related].find(({ kind }) => kind === 'scenario');
  return (
    scenario && {
      factor: 'scenario',
      weight: scenarioWeight,
      text:
        scenario === event
          ? 'it was meant to break something'
          : `it belongs to: ${scenario.title}`,
    }
  );
}

/**
 * What went wrong in a dependency between the change and the burn; only what came after the change can
 * follow from it.
 *
 * @param degradations - of the dependencies, at most a detection lag after
 *   the onset, oldest first
 * @param path - from the entity that burns to the one that changed
 */
export function consequencesOf(
  change: TimelineEvent,
  degradations: readonly TimelineEvent[],
  path: readonly string[],
): TimelineEvent[] {
  return degradations.filter(
    degradation =>
      path.indexOf(degradation.entityRef) > 0 &&
      timeOf(degradation) >= timeOf(change),
  );
}

/** Whether the dependency itself degraded first. */
export function degradedReason(
  consequences: readonly TimelineEvent[],
  onset: SuspectOnset,
): SuspectReason | undefined {
  const [first] = consequences;
  if (!first) {
    return undefined;
  }
  const name = nameIn(first.entityRef);
  return timeOf(first) <= onset.latestMs
    ? {
        factor: 'degraded-first',
        weight: degradedFirstWeight,
        text: `${name} degraded first: ${first.title}`,
      }
    : {
        factor: 'degraded-first',
        weight: degradedTooWeight,
        text: `${name} degraded at about the same time: ${first.title}`,
      };
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

function incidentInWords({ event }: PastIncident): string {
  return `'${event.title}' of ${dayFormat.format(timeOf(event))}`;
}

/** Whether it, or one like it, came before a past incident. */
export function seenBeforeReason(
  event: TimelineEvent,
  incidents: readonly PastIncident[],
): SuspectReason | undefined {
  const { same, alike } = recollect(event, incidents);
  if (same.length > 0) {
    return {
      factor: 'seen-before',
      weight: sameChangeWeight,
      text: `the same change came before ${incidentInWords(same.at(-1)!)}`,
    };
  }
  if (alike.length > 0) {
    return {
      factor: 'seen-before',
      weight: likeChangeWeight,
      text: `one like it came before ${incidentInWords(alike.at(-1)!)}`,
    };
  }
  return undefined;
}
