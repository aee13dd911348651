import {
  driftInWords,
  RuleDrift,
  RuleVerdict,
  SloRulesAnswer,
} from '@goreliable/plugin-slo-common';
import {
  CardSkeleton,
  ErrorPanel,
  QueryFreshness,
  RelativeTime,
  StateChip,
} from '@goreliable/ui';
import { useSloRules } from '../../hooks/useSloRules';
import { RuleText } from './RuleText';

const looks: Record<
  RuleVerdict,
  { state: 'ok' | 'warning' | 'critical' | 'no-data'; label: string }
> = {
  'in-step': { state: 'ok', label: 'In step' },
  drifted: { state: 'warning', label: 'Drifted' },
  'not-loaded': { state: 'warning', label: 'Not loaded' },
  refused: { state: 'critical', label: 'Refused' },
  unknown: { state: 'no-data', label: 'Not known' },
  'no-spec': { state: 'no-data', label: 'No spec' },
  'not-judged': { state: 'no-data', label: 'Not judged' },
};

function Drift(props: { drift: RuleDrift }) {
  const { drift } = props;
  return (
    <li>
      <p>{driftInWords(drift)}</p>
      <dl className="slo-drift">
        {drift.kind !== 'extra' && (
          <div>
            <dt>Spec</dt>
            <dd>
              <code>{drift.expected || 'none'}</code>
            </dd>
          </div>
        )}
        {drift.kind !== 'missing' && (
          <div>
            <dt>Loaded</dt>
            <dd>
              <code>{drift.loaded || 'none'}</code>
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}

/** Where a spec can be named, for those who have none. */
function HowToNameASpec() {
  return (
    <p className="slo-note">
      Name its file in the annotation <code>goreliable.dev/slo-specs</code> of
      the service, as a path beside its code, and the portal compares what is
      loaded with what the file would make.
    </p>
  );
}

function SpecOrigin(props: { spec: NonNullable<SloRulesAnswer['spec']> }) {
  const { location, readAt, failure } = props.spec;
  return (
    <p className="slo-note">
      From{' '}
      <a
        className="gr-link"
        href={location}
        target="_blank"
        rel="noopener noreferrer"
      >
        {location}
      </a>
      {readAt && (
        <>
          , read <RelativeTime at={readAt} />
        </>
      )}
      {failure && <span role="status">. {failure}</span>}
    </p>
  );
}

/** What is wrong with the spec, and what makes it mean less than it seems to. */
function Remarks(props: { answer: SloRulesAnswer }) {
  const { problems, findings } = props.answer;
  return problems.length + findings.length === 0 ? null : (
    <>
      <h3>Remarks on the spec</h3>
      <ul className="slo-drifts">
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <code>{path}</code> {message}
          </li>
        ))}
        {findings.map((finding, index) => (
          // The same mistake can be made in two queries.
          <li key={`${finding.code} ${index}`}>
            {finding.message} {finding.remedy}
          </li>
        ))}
      </ul>
    </>
  );
}

function Answer(props: { answer: SloRulesAnswer }) {
  const { answer } = props;
  const { verdict, summary, spec, drift, generated, loaded } = answer;
  return (
    <>
      <p className="slo-pair">
        <StateChip size="small" {...looks[verdict]} />
        <span>{summary}.</span>
      </p>
      {spec && <SpecOrigin spec={spec} />}
      {verdict === 'no-spec' && <HowToNameASpec />}
      {drift.length > 0 && (
        <ul className="slo-drifts" aria-label="Differences">
          {drift.map((each, index) => (
            // The page and the ticket alert of an SLO may have one name.
            <Drift key={`${each.group} ${each.rule} ${index}`} drift={each} />
          ))}
        </ul>
      )}
      <Remarks answer={answer} />
      {spec && <RuleText title="Spec" text={spec.text} />}
      {generated && <RuleText title="Rules of the spec" text={generated} />}
      {loaded && <RuleText title="Loaded rules" text={loaded} />}
    </>
  );
}

/** The rules of an SLO, as far as they are known. */
export function RulesContent(props: { id: string }) {
  const query = useSloRules(props.id);
  const { data, error, isPending, refetch } = query;
  if (data) {
    return (
      <>
        <QueryFreshness query={query} />
        <Answer answer={data} />
      </>
    );
  }
  return isPending ? (
    <CardSkeleton lines={3} label="Loading the rules" />
  ) : (
    <ErrorPanel
      title="The rules could not be loaded"
      error={error}
      onRetry={refetch}
    />
  );
}
