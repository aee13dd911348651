import { FormEvent, useId, useState } from 'react';
import { momentsOf, TimeRangeChoice } from '../../hooks/useTimeRange';

/** The backend reads no longer ones at once; stores rarely keep as much. */
const longestSeconds = 400 * 86_400;

/** A moment as a field for local date and time takes it, to the minute. */
function toField(seconds: number): string {
  const local = new Date(seconds * 1_000);
  const shifted = local.getTime() - local.getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 16);
}

function problemOf(from: number, to: number): string | undefined {
  if (!Number.isFinite(from) || !Number.isFinite(to)) {
    return 'Give both a date and a time.';
  }
  if (from >= to) {
    return 'The range must begin before it ends.';
  }
  if (from * 1_000 >= Date.now()) {
    return 'The range must begin in the past.';
  }
  return to - from > longestSeconds
    ? 'The range can be at most 400 days long.'
    : undefined;
}

/** A range between any two moments, for as long as the source keeps what it records. */
export function RangeFields(props: {
  choice: TimeRangeChoice;
  onChange: (choice: TimeRangeChoice) => void;
}) {
  const { choice, onChange } = props;
  const id = useId();
  const [moments] = useState(() => momentsOf(choice, Date.now() / 1_000));
  const [from, setFrom] = useState(() => toField(moments.from));
  const [to, setTo] = useState(() => toField(moments.to));
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Without an offset it is read as local time, as it was written.
    const [start, end] = [from, to].map(text => Date.parse(text) / 1_000);
    const found = problemOf(start, end);
    setProblem(found);
    if (found === undefined) {
      onChange({ kind: 'fixed', from: start, to: end });
    }
  };
  const fields = [
    { name: 'From', value: from, set: setFrom },
    { name: 'To', value: to, set: setTo },
  ];
  return (
    <form className="slo-range" onSubmit={submit} aria-label="Free range">
      {fields.map(({ name, value, set }) => (
        <label key={name} htmlFor={`${id}-${name}`}>
          {name}
          <input
            id={`${id}-${name}`}
            type="datetime-local"
            required
            value={value}
            aria-describedby={problem && `${id}-problem`}
            onChange={event => set(event.target.value)}
          />
        </label>
      ))}
      <button type="submit" className="gr-button gr-button--small">
        Show
      </button>
      {problem && (
        <p id={`${id}-problem`} className="slo-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
