import { timelineEventSource } from './eventId';
import {
  TimelineEvent,
  timelineSeverities,
  TimelineSeverity,
  TimelineKind,
} from './types';

/** Several events that read as one: the same sort from the same source, in quick succession. */
export interface TimelineBurst {
  type: 'burst';
  /** Stays the same while newer events join. */
  id: string;
  kind: TimelineKind;
  source: string;
  /** The worst of its events', so that folding hides no trouble. */
  severity: TimelineSeverity;
  /** Each entity once, in order of appearance. */
  entityRefs: string[];
  /** Newest first. */
  events: TimelineEvent[];
}

/** One line of a grouped timeline. */
export type TimelineEntry =
  | { type: 'event'; id: string; event: TimelineEvent }
  | TimelineBurst;

/** The entries of one calendar day. */
export interface TimelineDay {
  /** `YYYY-MM-DD` in the reader's time zone. */
  day: string;
  /** How many events there are, folded ones counted singly. */
  count: number;
  /** Newest first. */
  entries: TimelineEntry[];
}

/** How {@link groupTimeline} groups. */
export interface GroupingOptions {
  /** IANA name, e.g. `Europe/Berlin`: days begin at its midnights. */
  timeZone: string;
  /** Milliseconds between neighbours in a burst at most; 10 minutes by default. */
  burstGapMs?: number;
  /** Events that make a burst; 3 by default. */
  burstSize?: number;
}

/** The worst of several severities; `info` for none. */
export function worstSeverity(
  severities: Iterable<TimelineSeverity>,
): TimelineSeverity {
  let worst = 0;
  for (const severity of severities) {
    worst = Math.max(worst, timelineSeverities.indexOf(severity));
  }
  return timelineSeverities[worst];
}

function toBurst(events: TimelineEvent[]): TimelineBurst {
  return {
    type: 'burst',
    id: `burst ${events.at(-1)!.id}`,
    kind: events[0].kind,
    source: timelineEventSource(events[0].id),
    severity: worstSeverity(events.map(event => event.severity)),
    entityRefs: [...new Set(events.map(event => event.entityRef))],
    events,
  };
}

/** Neighbours only: reordering would tell another story. */
function toEntries(
  events: TimelineEvent[],
  burstGapMs: number,
  burstSize: number,
): TimelineEntry[] {
  const runs: TimelineEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (
      run &&
      previous &&
      previous.kind === event.kind &&
      timelineEventSource(previous.id) === timelineEventSource(event.id) &&
      Date.parse(previous.at) - Date.parse(event.at) <= burstGapMs
    ) {
      run.push(event);
    } else {
      runs.push([event]);
    }
  }
  return runs.flatMap((run): TimelineEntry[] =>
    run.length >= burstSize
      ? [toBurst(run)]
      : run.map(event => ({ type: 'event', id: event.id, event })),
  );
}

/**
 * Puts events, newest first, into days and folds bursts.
 *
 * @throws RangeError for an unknown time zone
 */
export function groupTimeline(
  events: readonly TimelineEvent[],
  options: GroupingOptions,
): TimelineDay[] {
  const { timeZone, burstGapMs = 10 * 60_000, burstSize = 3 } = options;
  // Sweden's dates are written the way ISO 8601 has them.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const byDay = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const day = format.format(new Date(event.at));
    const known = byDay.get(day);
    if (known) {
      known.push(event);
    } else {
      byDay.set(day, [event]);
    }
  }
  return [...byDay].map(([day, ofDay]) => ({
    day,
    count: ofDay.length,
    entries: toEntries(ofDay, burstGapMs, burstSize),
  }));
}
