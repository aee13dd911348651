import { parseEntityRef } from '@backstage/catalog-model';
import { Suspect, SuspectReason } from '@goreliable/plugin-timeline-common';
import { kindWords } from '../../kindWords';
import { EntityName } from '../EntityName';
import { EventTitle, KindSign } from '../EventParts';
import { ConfidenceSign } from './ConfidenceSign';
import { Moment } from './Moment';

const nameOf = (entityRef: string) => parseEntityRef(entityRef).name;

/** How far away, and by which way. */
function distanceInWords({ hops, path }: Suspect): string {
  const way = path.map(nameOf).join(' → ');
  if (hops > 0) {
    return `${hops} ${hops === 1 ? 'step' : 'steps'} away: ${way}`;
  }
  return path.length > 1 ? way : 'here';
}

/** What the line of a suspect does not say anyway. */
const furtherFactors = new Set<SuspectReason['factor']>([
  'scenario',
  'degraded-first',
  'seen-before',
]);

function firstUpper(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}

/** One suspect: what, how probable, where, when, by whom, and why. */
export function SuspectItem(props: { suspect: Suspect }) {
  const { suspect } = props;
  const { event, reasons, confidence } = suspect;
  const time = reasons.find(({ factor }) => factor === 'time')?.text;
  const further = reasons.filter(({ factor }) => furtherFactors.has(factor));
  return (
    <li>
      <KindSign kind={event.kind} severity={event.severity} />
      <div className="gr-timeline-body">
        <div className="gr-suspects-line">
          <EventTitle event={event} />
          <ConfidenceSign confidence={confidence} />
        </div>
        <p className="gr-timeline-meta">
          <span>
            <Moment at={event.at} />
            {time && `, ${time}`}
          </span>
        </p>
        <p className="gr-timeline-meta">
          <span>{kindWords[event.kind].one}</span>
          <span>
            <EntityName entityRef={event.entityRef} />,{' '}
            {distanceInWords(suspect)}
          </span>
          {event.actor && (
            <span>
              by <EntityName entityRef={event.actor} />
            </span>
          )}
        </p>
        {further.length > 0 && (
          <ul className="gr-suspects-reasons">
            {further.map(({ factor, text }) => (
              <li key={factor}>{firstUpper(text)}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
