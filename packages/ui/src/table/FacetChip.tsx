import { Disclosure } from './Disclosure';
import type { FacetOption } from './tableRows';

/** Values named on the chip; more are counted. */
const namedValues = 2;

function chosenWords(
  options: readonly FacetOption[],
  chosen: readonly string[],
) {
  const labels = chosen.map(
    value => options.find(option => option.value === value)?.label ?? value,
  );
  const named = labels.slice(0, namedValues).join(', ');
  const more = labels.length - namedValues;
  return more > 0 ? `${named} + ${more}` : named;
}

/** A facet as chip: what is chosen, and the list to choose from. */
export function FacetChip(props: {
  label: string;
  options: readonly FacetOption[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
  onClear: () => void;
}) {
  const { label, options, chosen, onToggle, onClear } = props;
  const words = chosenWords(options, chosen);
  return (
    <span className="gr-facet" data-chosen={chosen.length > 0}>
      <Disclosure
        className="gr-facet-button"
        name={`Filter by ${label}${words && ` ${words}`}`}
        label={
          <>
            {label} {words && <strong>{words}</strong>}
          </>
        }
      >
        <fieldset className="gr-facet-list">
          <legend className="gr-hidden">{label}</legend>
          {options.map(option => (
            <label key={option.value}>
              <input
                type="checkbox"
                checked={chosen.includes(option.value)}
                onChange={() => onToggle(option.value)}
              />
              <span>{option.label}</span>{' '}
              <span className="gr-numbers">{option.count}</span>
            </label>
          ))}
          {options.length === 0 && <p>No values</p>}
        </fieldset>
      </Disclosure>
      {words && (
        <button
          type="button"
          className="gr-facet-clear"
          aria-label={`Clear ${label}`}
          onClick={onClear}
        >
          ×
        </button>
      )}
    </span>
  );
}
