import { PastIncident } from '@goreliable/plugin-slo-common';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';

/** An incident whose end nobody has told is taken to have lasted at most so long. */
const longestUnendedSeconds = 24 * 3_600;

interface Draft {
  id: string;
  title: string;
  severity: PastIncident['severity'];
  openedAt?: number;
  resolvedAt?: number;
  /** As the incident itself says, which is exacter than when it was written down. */
  from?: number;
  to?: number;
}

const severityRank = { info: 0, warning: 1, critical: 2 };

/**
 * The incidents that events of the timeline tell of. Events of one incident
 * share `data.incident`; `data.state` says whether it was opened or resolved,
 * `data.from` and `data.to` when it really began and ended.
 *
 * @param now - Unix seconds
 * @returns in the order in which they began
 */
export function pastIncidents(
  events: readonly TimelineEvent[],
  now: number,
): PastIncident[] {
  const drafts = new Map<string, Draft>();
  for (const event of events) {
    if (event.kind === 'incident') {
      const id = textOf(event.data.incident) ?? event.id;
      drafts.set(id, merged(drafts.get(id), id, event));
    }
  }
  return [...drafts.values()]
    .map(draft => finished(draft, now))
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
}

function merged(
  known: Draft | undefined,
  id: string,
  event: TimelineEvent,
): Draft {
  const at = Date.parse(event.at) / 1000;
  const isEnd =
    event.data.state === 'resolved' || event.data.state === 'closed';
  const severity =
    known && severityRank[known.severity] >= severityRank[event.severity]
      ? known.severity
      : event.severity;
  // What it was called at first is what people know it by.
  const title = isEnd && known ? known.title : event.title;
  return {
    ...known,
    id,
    title: title.replace(/^incident (opened|resolved|closed): /i, ''),
    severity,
    ...(isEnd
      ? { resolvedAt: Math.max(at, known?.resolvedAt ?? -Infinity) }
      : { openedAt: Math.min(at, known?.openedAt ?? Infinity) }),
    ...instantOf('from', event),
    ...instantOf('to', event),
  };
}

function instantOf(name: 'from' | 'to', { data }: TimelineEvent) {
  const text = textOf(data[name]);
  const at = text === undefined ? NaN : Date.parse(text) / 1000;
  return Number.isFinite(at) ? { [name]: at } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function finished(draft: Draft, now: number): PastIncident {
  const { id, title, severity } = draft;
  const from = draft.from ?? draft.openedAt ?? draft.resolvedAt ?? now;
  const end = draft.to ?? draft.resolvedAt;
  const to = Math.max(from, end ?? Math.min(now, from + longestUnendedSeconds));
  return { id, title, severity, from, to };
}

/**
 * Whether an incident's event is about an entity: it happened to it, or names
 * its service among those that were affected.
 */
export function isAbout(
  event: TimelineEvent,
  entityRef: string,
  service: string,
): boolean {
  const { services } = event.data;
  const name = entityRef.slice(entityRef.indexOf('/') + 1);
  return (
    event.entityRef === entityRef ||
    (Array.isArray(services) &&
      services.some(each => each === service || each === name))
  );
}
