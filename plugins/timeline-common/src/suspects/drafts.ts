import { TimelineEvent, TimelineScopeEntity } from '../types';
import { PastIncident } from './pastIncidents';
import {
  consequencesOf,
  degradedReason,
  distanceReason,
  kindReason,
  scenarioReason,
  seenBeforeReason,
  timeReason,
} from './reasons';
import { changeKey, roleOf } from './roles';
import { Suspect, SuspectOnset, SuspectReason } from './types';

const timeOf = (event: TimelineEvent) => Date.parse(event.at);

/** A suspect that has not been compared with the others yet. */
export type Draft = Omit<Suspect, 'share' | 'confidence'>;

/** What suspects are judged by. */
export interface DraftContext {
  onset: SuspectOnset;
  places: ReadonlyMap<string, TimelineScopeEntity>;
  /** Of dependencies, oldest first. */
  degradations: TimelineEvent[];
  incidents: PastIncident[];
}

function pathTo(
  place: TimelineScopeEntity,
  places: ReadonlyMap<string, TimelineScopeEntity>,
): string[] {
  const path = [place.entityRef];
  let next = place.via;
  while (next !== undefined && !path.includes(next)) {
    path.unshift(next);
    next = places.get(next)?.via;
  }
  return path;
}

function product(reasons: readonly SuspectReason[]): number {
  return reasons.reduce((score, { weight }) => score * weight, 1);
}

function sentence(reasons: readonly SuspectReason[]): string {
  const text = (factor: SuspectReason['factor']) =>
    reasons.find(reason => reason.factor === factor)?.text;
  const [kind, place, time] = [text('kind'), text('distance'), text('time')];
  const head = `${kind} ${place}, ${time}`;
  const more = [text('scenario'), text('degraded-first'), text('seen-before')];
  return [head, ...more]
    .filter(part => part !== undefined)
    .map(part => part.charAt(0).toLocaleUpperCase('en-US') + part.slice(1))
    .join('. ');
}

/** One event judged by itself, with others of the same change. */
export function toDraft(
  event: TimelineEvent,
  siblings: readonly TimelineEvent[],
  context: DraftContext,
): Draft {
  const { onset, places, degradations, incidents } = context;
  const place = places.get(event.entityRef)!;
  const path = pathTo(place, places);
  const consequences =
    roleOf(event) === 'change' ? consequencesOf(event, degradations, path) : [];
  const reasons = [
    timeReason(event, onset),
    distanceReason(place, path),
    kindReason(event),
    scenarioReason(event, siblings),
    degradedReason(consequences, onset),
    seenBeforeReason(event, incidents),
  ].filter(reason => reason !== undefined);
  return {
    event,
    related: [...siblings, ...consequences],
    hops: place.hops,
    path,
    score: product(reasons),
    reasons,
    inWords: sentence(reasons),
  };
}

/** Highest score first; then what came later, for it is closer. */
export function byScore(a: Draft, b: Draft): number {
  return (
    b.score - a.score ||
    timeOf(b.event) - timeOf(a.event) ||
    (a.event.id < b.event.id ? -1 : 1)
  );
}

/** Events of one change stand together, behind the one that is the most suspect. */
export function draftsOf(
  events: readonly TimelineEvent[],
  context: DraftContext,
): Draft[] {
  const groups = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const key = changeKey(event) ?? event.id;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.values()].map(group => {
    const drafts = group.map(event =>
      toDraft(
        event,
        group.filter(other => other !== event),
        context,
      ),
    );
    return drafts.sort(byScore)[0];
  });
}
