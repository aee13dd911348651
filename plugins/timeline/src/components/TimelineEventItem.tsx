import { ReactNode, useId, useState } from 'react';
import {
  TimelineEvent,
  TimelineScopeEntity,
} from '@goreliable/plugin-timeline-common';
import { kindWords } from '../kindWords';
import { EntityName } from './EntityName';
import { EventDetails } from './EventDetails';
import { EventTitle, KindSign, SeveritySign } from './EventParts';

/** The hour of a moment in the reader's zone, with UTC on hover. */
export function ClockTime({ at }: { at: string }) {
  return (
    <time
      dateTime={at}
      className="gr-numbers"
      title={`${at.replace('T', ' ').slice(0, 19)} UTC`}
    >
      {new Date(at).toLocaleTimeString('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
      })}
    </time>
  );
}

/** Where an event happened, if not to the entity itself. */
function Place(props: { event: TimelineEvent; place?: TimelineScopeEntity }) {
  const { event, place } = props;
  if (place?.via === undefined) {
    return null;
  }
  return (
    <span>
      <EntityName entityRef={event.entityRef} />
      {place.hops > 0 && (
        <> ({place.hops === 1 ? '1 step' : `${place.hops} steps`} away)</>
      )}
    </span>
  );
}

/** Parts of a line of text, with a dot between. */
function Meta(props: { parts: ReactNode[] }) {
  return (
    <p className="gr-timeline-meta">
      {props.parts.filter(Boolean).map((part, index) => (
        <span key={index}>{part}</span>
      ))}
    </p>
  );
}

/** One event: when, what, where, by whom; its details on demand. */
export function TimelineEventItem(props: {
  event: TimelineEvent;
  /** How the entity it happened to belongs to what is shown. */
  place?: TimelineScopeEntity;
}) {
  const { event, place } = props;
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  return (
    <li className="gr-timeline-item">
      <ClockTime at={event.at} />
      <KindSign kind={event.kind} severity={event.severity} />
      <div className="gr-timeline-body">
        <div className="gr-timeline-line">
          <SeveritySign severity={event.severity} />
          <EventTitle event={event} />
          <button
            type="button"
            className="gr-button gr-button--quiet gr-button--small"
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            aria-label={`Details of ${event.title}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Less' : 'Details'}
          </button>
        </div>
        <Meta
          parts={[
            kindWords[event.kind].one,
            place?.via !== undefined && <Place event={event} place={place} />,
            event.actor && (
              <>
                by <EntityName entityRef={event.actor} />
              </>
            ),
          ]}
        />
        {isOpen && (
          <div id={detailsId}>
            <EventDetails event={event} />
          </div>
        )}
      </div>
    </li>
  );
}
