import { useMemo } from 'react';
import { problemPlace, SpecProblem } from '@goreliable/plugin-slo-common';
import { CodeField } from './CodeField';

/** The text of a spec, with what is wrong marked in it and told below. */
export function SpecCode(props: {
  text: string;
  problems: readonly SpecProblem[];
  onChange: (text: string) => void;
}) {
  const { text, problems, onChange } = props;
  const marked = useMemo(
    () =>
      problems.map(problem => ({
        ...problemPlace(text, problem),
        severity: problem.severity,
        message: sentenceOf(problem),
      })),
    [text, problems],
  );
  const isInvalid = problems.some(({ severity }) => severity === 'error');
  return (
    <div className="slo-author-code">
      <CodeField
        label="Spec, as Sloth or OpenSLO"
        language="yaml"
        lines={24}
        value={text}
        problems={marked}
        aria-describedby="slo-spec-problems"
        aria-invalid={isInvalid}
        onChange={onChange}
      />
      <div id="slo-spec-problems" role="status">
        <ul className="slo-spec-problems">
          {problems.map(problem => (
            <li key={sentenceOf(problem)} data-severity={problem.severity}>
              {lineOf(text, problemPlace(text, problem).from)}
              {sentenceOf(problem)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function lineOf(text: string, offset: number): string {
  return `Line ${text.slice(0, offset).split('\n').length}: `;
}

function sentenceOf({ path, message }: SpecProblem): string {
  return `${path} ${message}`.trim();
}
