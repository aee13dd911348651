import { AlertSeverity } from '@goreliable/plugin-slo-common';

/** A pair as it is being written. */
export interface PairDraft {
  severity: AlertSeverity;
  longWindow: string;
  shortWindow: string;
  factor: string;
}

const mostPairs = 6;

const fields = [
  { name: 'longWindow', label: 'Long window', example: '1h' },
  { name: 'shortWindow', label: 'Short window', example: '5m' },
  { name: 'factor', label: 'Burn above', example: '14.4' },
] as const;

/** Fields for the pairs of a policy; each fires when both windows burn faster. */
export function OwnPairFields(props: {
  drafts: readonly PairDraft[];
  onChange: (drafts: PairDraft[]) => void;
}) {
  const { drafts, onChange } = props;
  const change = (index: number, part: Partial<PairDraft>) =>
    onChange(
      drafts.map((draft, each) =>
        each === index ? { ...draft, ...part } : draft,
      ),
    );
  return (
    <>
      {drafts.map((draft, index) => {
        const name = `Pair ${index + 1}`;
        return (
          // Its place is all that a pair is known by while it is being written.
          // eslint-disable-next-line react/no-array-index-key
          <fieldset key={index} className="slo-own-pair" aria-label={name}>
            <label>
              Asks for
              <select
                value={draft.severity}
                onChange={event =>
                  change(index, {
                    severity: event.target.value as AlertSeverity,
                  })
                }
              >
                <option value="page">a page</option>
                <option value="ticket">a ticket</option>
              </select>
            </label>
            {fields.map(field => (
              <label key={field.name}>
                {field.label}
                <input
                  type="text"
                  required
                  size={6}
                  inputMode={field.name === 'factor' ? 'decimal' : 'text'}
                  placeholder={field.example}
                  value={draft[field.name]}
                  onChange={event =>
                    change(index, { [field.name]: event.target.value })
                  }
                />
              </label>
            ))}
            <button
              type="button"
              className="gr-button gr-button--quiet gr-button--small"
              disabled={drafts.length === 1}
              aria-label={`Remove ${name.toLocaleLowerCase('en-US')}`}
              onClick={() =>
                onChange(drafts.filter((_, each) => each !== index))
              }
            >
              Remove
            </button>
          </fieldset>
        );
      })}
      <button
        type="button"
        className="gr-button gr-button--quiet gr-button--small"
        disabled={drafts.length >= mostPairs}
        onClick={() => onChange([...drafts, { ...drafts.at(-1)! }])}
      >
        Add a pair
      </button>
    </>
  );
}
