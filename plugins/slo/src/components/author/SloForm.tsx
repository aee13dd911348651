import {
  DraftProblem,
  SloDraft,
  sloTemplate,
  SloTemplateId,
  sloTemplates,
  withName,
  withService,
  withTemplate,
} from '@goreliable/plugin-slo-common';
import { AlertFields } from './AlertFields';
import { problemAt } from './authorState';
import { Field } from './Field';
import { TemplateFields } from './TemplateFields';

/** The words of a draft; what is wrong with each is said at its field. */
export function SloForm(props: {
  draft: SloDraft;
  problems: readonly DraftProblem[];
  /** Of services that have SLOs, to choose from. */
  services: readonly string[];
  /** Bounds of histograms, by their metric. */
  bucketBounds: Readonly<Record<string, readonly number[]>>;
  onChange: (draft: SloDraft) => void;
}) {
  const { draft, problems, services, bucketBounds, onChange } = props;
  const set = (change: Partial<SloDraft>) => onChange({ ...draft, ...change });
  const problem = (field: string) => problemAt(problems, field);
  const template = sloTemplate(draft.template);
  const unplaced = problem('');
  return (
    <form
      className="slo-author-form"
      onSubmit={event => event.preventDefault()}
    >
      <Field label="Kind of objective" help={template.purpose}>
        {control => (
          <select
            {...control}
            value={draft.template}
            onChange={event =>
              onChange(withTemplate(draft, event.target.value as SloTemplateId))
            }
          >
            {sloTemplates.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="slo-field-row">
        <Field
          label="Service"
          help="As its SLOs name it; the catalog entity with that name owns it."
          problem={problem('service')}
        >
          {control => (
            <>
              <input
                {...control}
                list={`${control.id}-services`}
                value={draft.service}
                autoComplete="off"
                onChange={event =>
                  onChange(withService(draft, event.target.value))
                }
              />
              <datalist id={`${control.id}-services`}>
                {services.map(service => (
                  <option key={service} value={service} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field
          label="Name"
          help="Of the SLO within its service, such as requests-availability."
          problem={problem('name')}
        >
          {control => (
            <input
              {...control}
              value={draft.name}
              autoComplete="off"
              onChange={event => onChange(withName(draft, event.target.value))}
            />
          )}
        </Field>
      </div>
      <div className="slo-field-row">
        <Field
          label="Objective"
          help="Of all events, this share is good."
          problem={problem('objective')}
        >
          {control => (
            <span className="slo-unit">
              <input
                {...control}
                inputMode="decimal"
                value={draft.objective}
                onChange={event => set({ objective: event.target.value })}
              />
              %
            </span>
          )}
        </Field>
        <Period draft={draft} problem={problem('periodDays')} set={set} />
      </div>
      <TemplateFields
        draft={draft}
        problems={problems}
        bucketBounds={bucketBounds}
        onChange={fields => set({ fields })}
      />
      <Field
        label="Description"
        isOptional
        help="What users may rely on, in a sentence."
        problem={problem('description')}
      >
        {control => (
          <textarea
            {...control}
            rows={2}
            value={draft.description}
            onChange={event => set({ description: event.target.value })}
          />
        )}
      </Field>
      {draft.format === 'sloth' && (
        <AlertFields
          draft={draft}
          problems={problems}
          onChange={alerts => set({ alerts })}
        />
      )}
      <Field
        label="Written as"
        help={
          draft.format === 'sloth'
            ? 'Sloth knows alerts; its period is an option of the generator.'
            : 'OpenSLO has a period of its own, and no alerts that rules are made of.'
        }
      >
        {control => (
          <select
            {...control}
            value={draft.format}
            onChange={event =>
              set({ format: event.target.value as SloDraft['format'] })
            }
          >
            <option value="sloth">Sloth</option>
            <option value="openslo">OpenSLO</option>
          </select>
        )}
      </Field>
      <p className="slo-field-problem" role="status">
        {unplaced}
      </p>
    </form>
  );
}

function Period(props: {
  draft: SloDraft;
  problem: string | undefined;
  set: (change: Partial<SloDraft>) => void;
}) {
  const { draft, problem, set } = props;
  const isOwn = draft.format === 'openslo';
  return (
    <Field
      label="Period"
      help={isOwn ? 'Rolling.' : 'Rolling; the same for all SLOs of a file.'}
      problem={problem}
    >
      {control => (
        <span className="slo-unit">
          <input
            {...control}
            inputMode="numeric"
            readOnly={!isOwn}
            value={isOwn ? draft.periodDays : '30'}
            onChange={event => set({ periodDays: event.target.value })}
          />
          days
        </span>
      )}
    </Field>
  );
}
