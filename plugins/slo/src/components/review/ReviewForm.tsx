import { FormEvent, useId, useState } from 'react';
import {
  longestReviewNote,
  NewSloReview,
  ReviewDecision,
} from '@goreliable/plugin-slo-common';
import { ErrorPanel } from '@goreliable/ui';
import { useKeptText } from '../../hooks/useKeptText';
import { useRecordReview } from '../../hooks/useSloReview';
import { decisionWords } from './decisionWords';

const dayMs = 86_400_000;
/** A quarter: long enough for something to have changed, short enough to remember. */
const usualDays = 90;

function dateIn(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}

/** Records what a review has come to. */
export function ReviewForm(props: { id: string }) {
  const baseId = useId();
  const [decision, setDecision] = useState<ReviewDecision>('keep');
  const [note, setNote] = useKeptText(`slo-review-note:${props.id}`);
  const [nextReviewOn, setNextReviewOn] = useState(() => dateIn(usualDays));
  const record = useRecordReview(props.id);
  const isNoteNeeded = decision !== 'keep';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const review: NewSloReview = {
      decision,
      note,
      ...(decision !== 'retire' && { nextReviewOn }),
    };
    record.mutate(review, { onSuccess: () => setNote('') });
  };
  return (
    <form className="slo-review-form" onSubmit={submit}>
      <fieldset>
        <legend>Decision</legend>
        {(Object.keys(decisionWords) as ReviewDecision[]).map(value => (
          <label key={value}>
            <input
              type="radio"
              name={`${baseId}-decision`}
              value={value}
              checked={decision === value}
              onChange={() => setDecision(value)}
            />
            <span>
              {decisionWords[value].label}
              <small>{decisionWords[value].meaning}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <label htmlFor={`${baseId}-note`}>
        {isNoteNeeded ? 'What to change, or why' : 'Note (optional)'}
      </label>
      <textarea
        id={`${baseId}-note`}
        rows={3}
        value={note}
        required={isNoteNeeded}
        maxLength={longestReviewNote}
        onChange={event => setNote(event.target.value)}
      />
      {decision !== 'retire' && (
        <>
          <label htmlFor={`${baseId}-date`}>Next review by</label>
          <input
            id={`${baseId}-date`}
            type="date"
            required
            min={dateIn(0)}
            value={nextReviewOn}
            onChange={event => setNextReviewOn(event.target.value)}
          />
        </>
      )}
      <button
        type="submit"
        className="gr-button gr-button--primary"
        disabled={record.isPending}
      >
        {record.isPending ? 'Recording …' : 'Record the review'}
      </button>
      <p role="status" className="slo-note">
        {record.isSuccess && 'The review is recorded.'}
      </p>
      {record.error && (
        <ErrorPanel
          title="The review could not be recorded"
          error={record.error}
        />
      )}
    </form>
  );
}
