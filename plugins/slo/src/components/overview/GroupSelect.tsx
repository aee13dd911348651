import { useId } from 'react';
import { GroupingName, groupings, parseGrouping } from './grouping';

/** Chooses what the table is grouped by. */
export function GroupSelect(props: {
  value: GroupingName | undefined;
  onChange: (value: GroupingName | undefined) => void;
}) {
  const id = useId();
  return (
    <span className="slo-select">
      <label htmlFor={id}>Group by</label>
      <select
        id={id}
        value={props.value ?? ''}
        onChange={event => props.onChange(parseGrouping(event.target.value))}
      >
        <option value="">Nothing</option>
        {Object.entries(groupings).map(([name, { label }]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}
