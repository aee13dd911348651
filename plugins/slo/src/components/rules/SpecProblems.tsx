import { SpecFileProblem } from '@goreliable/plugin-slo-common';
import { StateIcon } from '@goreliable/ui';
import './rules.css';

/** More than these would push the SLOs themselves out of view. */
const mostShown = 2;

function List(props: { problems: readonly SpecFileProblem[] }) {
  return (
    <ul aria-label="Spec files with problems">
      {props.problems.map(({ location, message }) => (
        <li key={`${location} ${message}`}>
          <StateIcon state="warning" />
          <span>
            The spec file <code>{location}</code> has a problem: {message}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Spec files whose SLOs are not, or not all, known; nothing if there are none. */
export function SpecProblems(props: {
  problems: readonly SpecFileProblem[] | undefined;
}) {
  const { problems = [] } = props;
  if (problems.length === 0) {
    return null;
  }
  if (problems.length <= mostShown) {
    return (
      <div className="slo-warnings" role="status">
        <List problems={problems} />
      </div>
    );
  }
  const files = new Set(problems.map(({ location }) => location)).size;
  return (
    <details className="slo-warnings slo-spec-files">
      <summary>
        <StateIcon state="warning" />{' '}
        {`${problems.length} problems in ${
          files === 1 ? 'a spec file' : `${files} spec files`
        }: their SLOs may be missing or as they were`}
      </summary>
      <List problems={problems} />
    </details>
  );
}
