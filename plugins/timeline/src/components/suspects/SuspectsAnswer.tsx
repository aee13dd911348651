import {
  ClearedChange,
  maxSuspectWindowMinutes,
  SuspectList,
} from '@goreliable/plugin-timeline-common';
import { EventTitle } from '../EventParts';
import { SuspectItem } from './SuspectItem';

function Cleared(props: { changes: readonly ClearedChange[] }) {
  const { changes } = props;
  if (changes.length === 0) {
    return null;
  }
  return (
    <details className="gr-suspects-cleared">
      <summary>
        {changes.length === 1
          ? '1 change came later, so it is innocent'
          : `${changes.length} changes came later, so they are innocent`}
      </summary>
      <ul>
        {changes.map(({ event, text }) => (
          <li key={event.id}>
            <EventTitle event={event} />
            <span className="gr-timeline-meta">{text}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Suspects, or that there are none; who is innocent; what was not looked at. */
export function SuspectsAnswer(props: {
  answer: SuspectList;
  /** How many are shown at most. */
  limit: number;
  onLookFurther: () => void;
}) {
  const { answer, limit, onLookFurther } = props;
  const { suspects, cleared, notes, windowMinutes } = answer;
  const more = suspects.length - limit;
  const canLookFurther = windowMinutes < maxSuspectWindowMinutes;
  return (
    <>
      {suspects.length === 0 ? (
        <p className="gr-suspects-none">{answer.summary}.</p>
      ) : (
        <ol
          className="gr-suspects-list gr-timeline-compact"
          aria-label="Suspects, the most probable first"
        >
          {suspects.slice(0, limit).map(suspect => (
            <SuspectItem key={suspect.event.id} suspect={suspect} />
          ))}
        </ol>
      )}
      {more > 0 && (
        <p className="gr-timeline-meta">
          {more === 1 ? '1 more is' : `${more} more are`} less probable.
        </p>
      )}
      <Cleared changes={cleared} />
      {notes.map(note => (
        <p key={note} className="gr-timeline-meta">
          {note}.
        </p>
      ))}
      {canLookFurther && (
        <button
          type="button"
          className="gr-button gr-button--quiet gr-button--small gr-suspects-further"
          onClick={onLookFurther}
        >
          Look at the day before
        </button>
      )}
    </>
  );
}
