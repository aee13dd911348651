import {
  BacktestResult,
  percentInWords,
  policyTitle,
  SloBacktest,
} from '@goreliable/plugin-slo-common';
import {
  CandidateKey,
  isPresent,
  isSuggested,
  objectivesOf,
  resultOf,
} from './candidates';
import './review.css';

function counted(count: number, noun: string): string {
  return `${count}\u00a0${noun}${count === 1 ? '' : 's'}`;
}

function Candidate(props: {
  answer: SloBacktest;
  result: BacktestResult;
  isSelected: boolean;
  onSelect: (key: CandidateKey) => void;
}) {
  const { answer, result, isSelected, onSelect } = props;
  const known = result.hits + result.misses;
  const marks = [
    isPresent(answer, result) && 'as it is',
    isSuggested(answer.suggestion, result) && 'suggested',
  ].filter(Boolean);
  return (
    <button
      type="button"
      className="slo-candidate"
      aria-pressed={isSelected}
      onClick={() => onSelect(result)}
    >
      <span className="gr-numbers">{counted(result.pages.length, 'page')}</span>
      {known > 0 && (
        <span className="gr-numbers">
          {result.hits} of {counted(known, 'incident')}
        </span>
      )}
      {result.pagesWithoutIncident > 0 && known > 0 && (
        <span className="gr-numbers">
          {result.pagesWithoutIncident} without one
        </span>
      )}
      {marks.length > 0 && (
        <span className="slo-candidate-mark">{marks.join(', ')}</span>
      )}
    </button>
  );
}

/** Objectives by alert windows: what each would have done. */
export function BacktestTable(props: {
  answer: SloBacktest;
  selected: CandidateKey | undefined;
  onSelect: (key: CandidateKey) => void;
}) {
  const { answer, selected, onSelect } = props;
  return (
    // It scrolls on narrow screens, which the keyboard must be able to do too.
    <div
      className="slo-scroll"
      role="region"
      aria-label="Candidates"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className="slo-windows slo-backtest">
        <thead>
          <tr>
            <th scope="col">Objective</th>
            <th scope="col">Budget spent</th>
            {answer.policies.map(({ id }) => (
              <th key={id} scope="col">
                {policyTitle(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {objectivesOf(answer).map(objective => {
            const spent = resultOf(answer, {
              objective,
              policyId: answer.policies[0].id,
            })?.budgetSpent;
            return (
              <tr key={objective}>
                <th scope="row">{percentInWords(objective)}</th>
                <td className="gr-numbers">
                  {spent === undefined ? '–' : percentInWords(spent, 0)}
                </td>
                {answer.policies.map(({ id }) => {
                  const result = resultOf(answer, { objective, policyId: id });
                  return (
                    <td key={id}>
                      {result && (
                        <Candidate
                          answer={answer}
                          result={result}
                          isSelected={
                            selected?.objective === objective &&
                            selected.policyId === id
                          }
                          onSelect={onSelect}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
