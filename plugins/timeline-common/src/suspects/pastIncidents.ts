import { TimelineEvent } from '../types';
import { roleOf, settingsOf } from './roles';

/** How long before an incident a change counts as having come before it. */
const precedingMs = 3_600_000;

/** An incident and the burning objective that belongs to it begin about now and then. */
const sameIncidentMs = 30 * 60_000;

/** Something that went wrong earlier, with what had changed shortly before. */
export interface PastIncident {
  event: TimelineEvent;
  preceding: TimelineEvent[];
}

const timeOf = (event: TimelineEvent) => Date.parse(event.at);

/** Incidents and burning objectives; alerts come and go without anything being wrong. */
function isIncident(event: TimelineEvent): boolean {
  return (
    (event.kind === 'incident' || event.kind === 'slo') &&
    roleOf(event) === 'degradation'
  );
}

/**
 * The past incidents among earlier events, oldest first. What began within half an hour is one,
 * named after the incident that somebody opened, if there is one.
 */
export function pastIncidents(
  past: readonly TimelineEvent[],
  beforeMs: number,
): PastIncident[] {
  const earlier = past
    .filter(event => timeOf(event) < beforeMs)
    .sort((a, b) => timeOf(a) - timeOf(b));
  const found: { event: TimelineEvent; startMs: number; endMs: number }[] = [];
  for (const event of earlier.filter(isIncident)) {
    const at = timeOf(event);
    const last = found.at(-1);
    if (last && at - last.endMs <= sameIncidentMs) {
      last.endMs = at;
      if (last.event.kind !== 'incident' && event.kind === 'incident') {
        last.event = event;
      }
    } else {
      found.push({ event, startMs: at, endMs: at });
    }
  }
  const changes = earlier.filter(event => roleOf(event) === 'change');
  return found.map(({ event, startMs }) => ({
    event,
    preceding: changes.filter(change => {
      const beforeStartMs = startMs - timeOf(change);
      return beforeStartMs >= 0 && beforeStartMs <= precedingMs;
    }),
  }));
}

/** Whether two events are the same change made twice, e.g. a release deployed again. */
function isSameChange(a: TimelineEvent, b: TimelineEvent): boolean {
  if (a.kind !== b.kind || a.entityRef !== b.entityRef) {
    return false;
  }
  const shared = (name: string) =>
    typeof a.data[name] === 'string' && a.data[name] === b.data[name];
  const settings = settingsOf(b);
  return (
    a.title === b.title ||
    shared('commit') ||
    (a.kind === 'deploy' && shared('version')) ||
    settingsOf(a).some(setting => settings.includes(setting))
  );
}

/** What the past says of a change. */
export interface Recollection {
  /** Incidents that the same change came before, oldest first. */
  same: PastIncident[];
  /** Incidents that a change of the same kind on the same entity came before. */
  alike: PastIncident[];
}

/** Finds the past incidents that a change, or one like it, came before. */
export function recollect(
  change: TimelineEvent,
  incidents: readonly PastIncident[],
): Recollection {
  const after = (isLike: (event: TimelineEvent) => boolean) =>
    incidents.filter(({ preceding }) => preceding.some(isLike));
  return {
    same: after(event => isSameChange(change, event)),
    alike: after(
      event =>
        event.kind === change.kind && event.entityRef === change.entityRef,
    ),
  };
}
