import { SourceWarning } from '@goreliable/plugin-slo-common';
import { StateIcon } from '@goreliable/ui';

/** What sources had to say about their own answers; nothing if nothing. */
export function SourceWarnings(props: { warnings: readonly SourceWarning[] }) {
  if (props.warnings.length === 0) {
    return null;
  }
  return (
    <div className="slo-warnings" role="status">
      <ul>
        {props.warnings.map(({ source, message }) => (
          <li key={`${source}: ${message}`}>
            <StateIcon state="warning" />
            <span>
              {source} answered, but doubts that it knows all: {message}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
