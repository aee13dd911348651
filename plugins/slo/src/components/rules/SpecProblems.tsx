import { SpecFileProblem } from '@goreliable/plugin-slo-common';
import { StateIcon } from '@goreliable/ui';

/** Spec files whose SLOs are not, or not all, known; nothing if there are none. */
export function SpecProblems(props: {
  problems: readonly SpecFileProblem[] | undefined;
}) {
  const { problems = [] } = props;
  return problems.length === 0 ? null : (
    <div className="slo-warnings" role="status">
      <ul aria-label="Spec files with problems">
        {problems.map(({ location, message }) => (
          <li key={`${location} ${message}`}>
            <StateIcon state="warning" />
            <span>
              The spec file <code>{location}</code> has a problem: {message}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
