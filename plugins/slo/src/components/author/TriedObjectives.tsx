import { useState } from 'react';
import { durationInWords, SloBacktest } from '@goreliable/plugin-slo-common';
import { BacktestTable } from '../review/BacktestTable';
import { CandidateDetail } from '../review/CandidateDetail';
import { CandidateKey, firstResult, resultOf } from '../review/candidates';
import { Suggestion } from '../review/Suggestion';

/** What the objective and its neighbours would have done in the past. */
export function TriedObjectives(props: { answer: SloBacktest }) {
  const { answer } = props;
  const [chosen, setChosen] = useState<CandidateKey>();
  const result = (chosen && resultOf(answer, chosen)) ?? firstResult(answer);
  const { from, to, sliceSeconds, weighting } = answer.backtest;
  return (
    <div className="slo-tried">
      <h3>What would it have done?</h3>
      <Suggestion suggestion={answer.suggestion} objective={answer.objective} />
      <BacktestTable answer={answer} selected={result} onSelect={setChosen} />
      {result && <CandidateDetail answer={answer} result={result} />}
      <p className="slo-note">
        Tried on {durationInWords(to - from)} in slices of{' '}
        {durationInWords(sliceSeconds)}, so windows that are shorter count as
        one slice. What burns across the turn of a slice shows in two, in each
        half as steep at worst.
        {weighting === 'slices' && ' Every slice counts the same.'}
      </p>
    </div>
  );
}
