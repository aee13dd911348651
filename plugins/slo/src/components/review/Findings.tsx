import { LintFinding, LintSeverity } from '@goreliable/plugin-slo-common';
import { StateChip } from '@goreliable/ui';

const looks: Record<
  LintSeverity,
  { state: 'critical' | 'warning' | 'progressing'; label: string }
> = {
  error: { state: 'critical', label: 'Wrong' },
  warning: { state: 'warning', label: 'Misleading' },
  info: { state: 'progressing', label: 'Worth a thought' },
};

/** What makes the objective mean less than it seems to, and what to do about it. */
export function Findings(props: {
  findings: readonly LintFinding[];
  /** Why some things could not be judged. */
  missing: readonly string[];
}) {
  const { findings, missing } = props;
  return (
    <section className="slo-panel" aria-labelledby="slo-findings-heading">
      <h2 id="slo-findings-heading">Is it meaningful?</h2>
      {findings.length === 0 ? (
        <p className="slo-note">
          Nothing speaks against it, as far as it could be judged.
        </p>
      ) : (
        <ul className="slo-list">
          {findings.map((finding, index) => (
            // The same mistake can be made in two queries.
            <li key={`${finding.code} ${index}`} className="slo-finding">
              <StateChip size="small" {...looks[finding.severity]} />
              <span>{finding.message}</span>
              <small>
                {finding.remedy} <code>{finding.code}</code>
              </small>
            </li>
          ))}
        </ul>
      )}
      {missing.map(reason => (
        <p key={reason} className="slo-note" role="status">
          {reason}
        </p>
      ))}
    </section>
  );
}
