import {
  backtestInWords,
  BacktestResult,
  durationInWords,
  incidentFactsInWords,
  incidentOutcomeInWords,
  IncidentOutcome,
  namedPolicies,
  percentInWords,
  policyTitle,
  rateInWords,
  SloBacktest,
} from '@goreliable/plugin-slo-common';
import { RelativeTime, StateChip } from '@goreliable/ui';

const outcomeStates: Record<
  IncidentOutcome,
  'ok' | 'warning' | 'critical' | 'no-traffic' | 'no-data'
> = {
  paged: 'ok',
  ticketed: 'warning',
  missed: 'critical',
  unseen: 'no-traffic',
  'not-recorded': 'no-data',
};

const outcomeLabels: Record<IncidentOutcome, string> = {
  paged: 'Paged',
  ticketed: 'Ticket',
  missed: 'Missed',
  unseen: 'Not visible',
  'not-recorded': 'Not recorded',
};

/** One candidate in words, with what it would have made of each incident. */
export function CandidateDetail(props: {
  answer: SloBacktest;
  result: BacktestResult;
}) {
  const { answer, result } = props;
  const { backtest, policies } = answer;
  const purpose = namedPolicies.find(
    ({ id }) => id === result.policyId,
  )?.purpose;
  const pairs = policies.find(({ id }) => id === result.policyId)?.pairs ?? [];
  return (
    <div className="slo-candidate-detail" aria-live="polite">
      <h3>
        {percentInWords(result.objective)}, {policyTitle(result.policyId)}
      </h3>
      <p>{backtestInWords(result, backtest)}.</p>
      <p className="slo-note">
        {result.tickets.length}{' '}
        {result.tickets.length === 1 ? 'ticket' : 'tickets'}; a page fires for{' '}
        {durationInWords(result.pageMinutes * 60)}, and for{' '}
        {durationInWords(result.breachMinutes * 60)} more fails than the
        objective allows. {purpose}
      </p>
      <p className="slo-note">
        Pages at{' '}
        {pairs
          .filter(({ severity }) => severity === 'page')
          .map(
            pair =>
              `${rateInWords(pair.factor)} × over ${pair.longWindow} and ${
                pair.shortWindow
              }`,
          )
          .join(', or ')}
        {result.unreachablePairs.length > 0 &&
          `; ${result.unreachablePairs.join(
            ', ',
          )} can never fire at this objective`}
        .
      </p>
      {backtest.incidents.length > 0 && (
        <ul className="slo-list" aria-label="Incidents">
          {backtest.incidents.map((incident, index) => {
            const taken = result.incidents[index];
            return (
              <li key={incident.id} className="slo-pair">
                <StateChip
                  size="small"
                  state={outcomeStates[taken.outcome]}
                  label={outcomeLabels[taken.outcome]}
                />
                <span>
                  {incident.title},{' '}
                  <RelativeTime
                    at={new Date(incident.from * 1000).toISOString()}
                  />
                </span>
                <small>
                  {incidentOutcomeInWords(taken)}.{' '}
                  {incidentFactsInWords(incident)}.
                </small>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
