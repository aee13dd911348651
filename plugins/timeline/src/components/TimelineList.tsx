import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { RelativeTime } from '@goreliable/ui';
import { RoutedEntityName, useEntityRoute } from './EntityName';
import { EventTitle, KindSign, SeveritySign } from './EventParts';
import './timeline.css';

/** Props of {@link TimelineList}. */
export interface TimelineListProps {
  /** Newest first. */
  events: readonly TimelineEvent[];
  /** What the list is called by a screen reader. */
  label?: string;
}

/** Events of several entities in few words: for a card or a home page. */
export function TimelineList(props: TimelineListProps) {
  const { events, label = 'Recent events' } = props;
  const entityRoute = useEntityRoute();
  return (
    <ol className="gr-timeline-compact" aria-label={label}>
      {events.map(event => (
        <li key={event.id}>
          <KindSign kind={event.kind} severity={event.severity} />
          <div className="gr-timeline-body">
            <div className="gr-timeline-line">
              <SeveritySign severity={event.severity} />
              <EventTitle event={event} />
            </div>
            <p className="gr-timeline-meta">
              <span>
                <RoutedEntityName
                  entityRef={event.entityRef}
                  entityRoute={entityRoute}
                />
              </span>
              {event.actor && (
                <span>
                  by{' '}
                  <RoutedEntityName
                    entityRef={event.actor}
                    entityRoute={entityRoute}
                  />
                </span>
              )}
              <span>
                <RelativeTime at={event.at} />
              </span>
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
