import { useState } from 'react';
import { durationInWords, percentInWords } from '@goreliable/plugin-slo-common';
import { CardSkeleton, ErrorPanel, FreshnessBanner } from '@goreliable/ui';
import { useSloBacktest } from '../../hooks/useSloReview';
import { SourceWarnings } from '../shared/SourceWarnings';
import { BacktestTable } from './BacktestTable';
import { CandidateDetail } from './CandidateDetail';
import { CandidateKey, firstCandidate, resultOf } from './candidates';
import { HistoryChart } from './HistoryChart';
import { Suggestion } from './Suggestion';

/** What other objectives and alert windows would have done in the past. */
export function BacktestPanel(props: { id: string }) {
  const query = useSloBacktest(props.id);
  const [chosen, setChosen] = useState<CandidateKey>();
  const { data: answer, error, isPending, refetch } = query;
  const selected = answer && (chosen ?? firstCandidate(answer));
  const result = selected && resultOf(answer, selected);
  return (
    <section className="slo-panel" aria-labelledby="slo-backtest-heading">
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
          <FreshnessBanner sources={answer.sources} onRetry={refetch} />
          <SourceWarnings warnings={answer.warnings} />
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
                selected={selected}
                onSelect={setChosen}
              />
              {result && (
                <>
                  <CandidateDetail answer={answer} result={result} />
                  <HistoryChart
                    id={props.id}
                    objective={result.objective}
                    incidents={answer.backtest.incidents}
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
                  ? 'The traffic of the past is not known, so every slice counts the same; Sloth weighs its windows by traffic.'
                  : 'Windows are weighed by traffic.'}
              </p>
            </>
          )}
        </>
      )}
    </section>
  );
}
