import { useId, useMemo } from 'react';
import {
  groupTimeline,
  TimelineDay,
  TimelineEvent,
  TimelineScopeEntity,
} from '@goreliable/plugin-timeline-common';
import { TimelineBurstItem } from './TimelineBurstItem';
import { TimelineEventItem } from './TimelineEventItem';

function dayWords(day: string, today: string, yesterday: string): string {
  if (day === today) {
    return 'Today';
  }
  if (day === yesterday) {
    return 'Yesterday';
  }
  // Noon UTC falls on the same date wherever the reader is.
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
  });
}

function Day(props: {
  day: TimelineDay;
  title: string;
  places: ReadonlyMap<string, TimelineScopeEntity>;
}) {
  const { day, title, places } = props;
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="gr-timeline-day">
      <h2 id={headingId}>
        {title}
        <span className="gr-timeline-count">
          {day.count === 1 ? '1 event' : `${day.count} events`}
        </span>
      </h2>
      <ol className="gr-timeline-list">
        {day.entries.map(entry =>
          entry.type === 'burst' ? (
            <TimelineBurstItem key={entry.id} burst={entry} places={places} />
          ) : (
            <TimelineEventItem
              key={entry.id}
              event={entry.event}
              place={places.get(entry.event.entityRef)}
            />
          ),
        )}
      </ol>
    </section>
  );
}

/** Events by day, newest first. */
export function TimelineDays(props: {
  events: readonly TimelineEvent[];
  /** The entities covered, to tell where an event happened. */
  scope?: readonly TimelineScopeEntity[];
}) {
  const { events, scope } = props;
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const days = useMemo(
    () => groupTimeline(events, { timeZone }),
    [events, timeZone],
  );
  const places = useMemo(
    () => new Map(scope?.map(entity => [entity.entityRef, entity])),
    [scope],
  );
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const today = format.format(Date.now());
  const yesterday = format.format(Date.now() - 24 * 3_600_000);
  return (
    <div className="gr-timeline-days">
      {days.map(day => (
        <Day
          key={day.day}
          day={day}
          title={dayWords(day.day, today, yesterday)}
          places={places}
        />
      ))}
    </div>
  );
}
