import { useId, useState } from 'react';
import {
  TimelineBurst,
  TimelineScopeEntity,
} from '@goreliable/plugin-timeline-common';
import { kindWords } from '../kindWords';
import { EntityName } from './EntityName';
import { KindSign, SeveritySign } from './EventParts';
import { ClockTime, TimelineEventItem } from './TimelineEventItem';

/** Entities named on a folded line; more are counted. */
const namedEntities = 3;

/** Several events that read as one line until they are unfolded. */
export function TimelineBurstItem(props: {
  burst: TimelineBurst;
  places: ReadonlyMap<string, TimelineScopeEntity>;
}) {
  const { burst, places } = props;
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const { events, entityRefs, kind, severity } = burst;
  const words = `${events.length} ${kindWords[kind].many}`;
  const more = entityRefs.length - namedEntities;
  return (
    <li className="gr-timeline-item">
      <ClockTime at={events[0].at} />
      <KindSign kind={kind} severity={severity} />
      <div className="gr-timeline-body">
        <div className="gr-timeline-line">
          <SeveritySign severity={severity} />
          <span className="gr-timeline-title">{words}</span>
          <button
            type="button"
            className="gr-button gr-button--quiet gr-button--small"
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            aria-label={`${isOpen ? 'Hide' : 'Show'} ${words}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Hide' : 'Show'}
          </button>
        </div>
        <p className="gr-timeline-meta">
          <span>
            since <ClockTime at={events.at(-1)!.at} />
          </span>
          <span>
            {entityRefs.slice(0, namedEntities).map((entityRef, index) => (
              <span key={entityRef}>
                {index > 0 && ', '}
                <EntityName entityRef={entityRef} />
              </span>
            ))}
            {more > 0 && ` and ${more} more`}
          </span>
        </p>
        {!isOpen && (
          <p className="gr-timeline-meta gr-timeline-latest">
            Latest: {events[0].title}
          </p>
        )}
        {isOpen && (
          <ol id={listId} className="gr-timeline-list">
            {events.map(event => (
              <TimelineEventItem
                key={event.id}
                event={event}
                place={places.get(event.entityRef)}
              />
            ))}
          </ol>
        )}
      </div>
    </li>
  );
}
