import { ReactNode, useId } from 'react';

/** What the control of a field has to be given, so that it is told with its words. */
export type FieldControl = {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
};

/** A field of the form: its name above, its help below, and what is wrong beside it. */
export function Field(props: {
  label: string;
  help?: ReactNode;
  problem?: string;
  isOptional?: boolean;
  children: (control: FieldControl) => ReactNode;
}) {
  const { label, help, problem, isOptional, children } = props;
  const id = useId();
  const helpId = `${id}-help`;
  const problemId = `${id}-problem`;
  return (
    <div className="slo-field">
      <label htmlFor={id}>
        {label}
        {isOptional && <span className="slo-field-optional"> (optional)</span>}
      </label>
      {children({
        id,
        'aria-describedby': `${problemId} ${helpId}`,
        'aria-invalid': problem !== undefined,
      })}
      <p id={problemId} className="slo-field-problem">
        {problem && `${label} ${problem}.`}
      </p>
      <p id={helpId} className="slo-field-help">
        {help}
      </p>
    </div>
  );
}
