import {
  DraftProblem,
  SloDraft,
  sloTemplate,
  TemplateField,
} from '@goreliable/plugin-slo-common';
import { problemAt } from './authorState';
import { CodeField } from './CodeField';
import { Field } from './Field';

/** What the template has to be told: metrics, labels, thresholds, queries. */
export function TemplateFields(props: {
  draft: SloDraft;
  problems: readonly DraftProblem[];
  bucketBounds: Readonly<Record<string, readonly number[]>>;
  onChange: (fields: SloDraft['fields']) => void;
}) {
  const { draft, problems, bucketBounds, onChange } = props;
  return (
    <>
      {sloTemplate(draft.template).fields.map(field => (
        <OneField
          // Of another template it is another field, with what its editor remembers.
          key={`${draft.template} ${field.id}`}
          field={field}
          value={draft.fields[field.id] ?? ''}
          problem={problemAt(problems, `fields.${field.id}`)}
          bounds={
            field.boundOf
              ? bucketBounds[`${draft.fields[field.boundOf]}_bucket`] ?? []
              : []
          }
          onChange={value => onChange({ ...draft.fields, [field.id]: value })}
        />
      ))}
    </>
  );
}

function OneField(props: {
  field: TemplateField;
  value: string;
  problem: string | undefined;
  bounds: readonly number[];
  onChange: (value: string) => void;
}) {
  const { field, value, problem, bounds, onChange } = props;
  const { label, help, isOptional } = field;
  return (
    <Field label={label} help={help} problem={problem} isOptional={isOptional}>
      {control => {
        if (field.kind === 'promql') {
          return (
            <CodeField
              {...control}
              label={label}
              language="promql"
              lines={3}
              value={value}
              onChange={onChange}
            />
          );
        }
        const input = (
          <input
            {...control}
            className="slo-mono"
            value={value}
            autoComplete="off"
            spellCheck={false}
            inputMode={field.kind === 'seconds' ? 'decimal' : undefined}
            onChange={event => onChange(event.target.value)}
          />
        );
        return field.kind === 'seconds' ? (
          <>
            <span className="slo-unit">{input}s</span>
            <Bounds bounds={bounds} value={value} onChange={onChange} />
          </>
        ) : (
          input
        );
      }}
    </Field>
  );
}

/** The thresholds that a histogram can tell. */
function Bounds(props: {
  bounds: readonly number[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { bounds, value, onChange } = props;
  return bounds.length > 0 ? (
    <div className="slo-bounds" role="group" aria-label="Bounds of its buckets">
      {bounds.map(bound => (
        <button
          key={bound}
          type="button"
          className="gr-button gr-button--quiet gr-button--small"
          aria-pressed={Number(value) === bound}
          onClick={() => onChange(String(bound))}
        >
          {bound} s
        </button>
      ))}
    </div>
  ) : null;
}
