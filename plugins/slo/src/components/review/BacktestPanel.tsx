import { useState } from 'react';
import { durationInWords, percentInWords } from '@goreliable/plugin-slo-common';
import { CardSkeleton, ErrorPanel, QueryFreshness } from '@goreliable/ui';
import { useOwnPolicies } from '../../hooks/useOwnPolicies';
import { useSloBacktest } from '../../hooks/useSloReview';
import { SourceWarnings } from '../shared/SourceWarnings';
import { BacktestTable } from './BacktestTable';
import { CandidateDetail } from './CandidateDetail';
import { CandidateKey, firstResult, resultOf } from './candidates';
import { HistoryChart } from './HistoryChart';
import { OwnWindows } from './OwnWindows';
import { Suggestion } from './Suggestion';

/** What other objectives and alert windows would have done in the past. */
export function BacktestPanel(props: { id: string; entityRef?: string }) {
  const [own, setOwn] = useOwnPolicies();
  const query = useSloBacktest(
    props.id,
    own.policies.map(({ text }) => text),
  );
  const [chosen, setChosen] = useState<CandidateKey>();
  const { data: answer, error, isPending, refetch } = query;
  const result =
    answer &&
    ((chosen && resultOf(answer, chosen)) ??
      // What was chosen may have been removed since.
      firstResult(answer));
  return (
    <section
      className="slo-panel"
      aria-labelledby="slo-backtest-heading"
      aria-busy={query.isPlaceholderData}
    >
      <h2 id="slo-backtest-heading">What would other objectives have done?</h2>
      {isPending && <CardSkeleton lines={6} label="Trying the candidates" />}
      {error && !answer && (
        <ErrorPanel
          title="The candidates could not be tried"
          error={error}
          onRetry={refetch}
        />
      )}
      {answer && (
        <>
          <QueryFreshness query={query} sources={answer.sources} />
          <SourceWarnings warnings={answer.warnings} />
          <OwnWindows
            own={own}
            current={answer.policies[0].pairs}
            onChange={setOwn}
          />
          <Suggestion
            suggestion={answer.suggestion}
            objective={answer.objective}
          />
          {answer.missing.map(({ input, reason }) => (
            <p key={input} className="slo-note" role="status">
              {reason}
            </p>
          ))}
          {answer.backtest.coverage > 0 && (
            <>
              <BacktestTable
                answer={answer}
                selected={result}
                onSelect={setChosen}
              />
              {result && (
                <>
                  <CandidateDetail answer={answer} result={result} />
                  <HistoryChart
                    id={props.id}
                    objective={result.objective}
                    incidents={answer.backtest.incidents}
                    entityRef={props.entityRef}
                  />
                </>
              )}
              <p className="slo-note">
                Tried on{' '}
                {durationInWords(answer.backtest.to - answer.backtest.from)} in
                slices of {durationInWords(answer.backtest.sliceSeconds)}, of
                which {percentInWords(answer.backtest.coverage, 1)} are
                recorded.{' '}
                {answer.backtest.weighting === 'slices'
                  ? 'Every slice counts the same, which at uneven traffic is not what an alert would have seen.'
                  : 'Windows are weighed by the traffic of the time, as those of alerts are.'}
              </p>
            </>
          )}
        </>
      )}
    </section>
  );
}
