import {
  TimelineKind,
  timelineKinds,
} from '@goreliable/plugin-timeline-common';
import { Disclosure, MarkIcon } from '@goreliable/ui';
import { kindWords } from '../kindWords';

/** Kinds named on the button; more are counted. */
const namedKinds = 2;

function chosenWords(chosen: readonly TimelineKind[]): string {
  const named = chosen
    .slice(0, namedKinds)
    .map(kind => kindWords[kind].one)
    .join(', ');
  const more = chosen.length - namedKinds;
  return more > 0 ? `${named} + ${more}` : named;
}

/** Which kinds to show: none chosen is all. */
export function KindFilter(props: {
  chosen: readonly TimelineKind[];
  onChange: (kinds: TimelineKind[]) => void;
}) {
  const { chosen, onChange } = props;
  const words = chosenWords(chosen);
  const toggle = (kind: TimelineKind) =>
    onChange(
      timelineKinds.filter(known =>
        known === kind ? !chosen.includes(known) : chosen.includes(known),
      ),
    );
  return (
    <Disclosure
      className={words ? 'gr-timeline-chosen' : undefined}
      name={`Kinds: ${words || 'all'}`}
      label={<>{words || 'All kinds'}</>}
    >
      <fieldset className="gr-timeline-kinds">
        <legend className="gr-hidden">Kinds to show</legend>
        {timelineKinds.map(kind => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={chosen.includes(kind)}
              onChange={() => toggle(kind)}
            />
            <MarkIcon kind={kind} />
            {kindWords[kind].one}
          </label>
        ))}
        <button
          type="button"
          className="gr-button gr-button--quiet gr-button--small"
          disabled={chosen.length === 0}
          onClick={() => onChange([])}
        >
          Show all kinds
        </button>
      </fieldset>
    </Disclosure>
  );
}
