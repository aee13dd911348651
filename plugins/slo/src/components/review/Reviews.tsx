import { percentInWords, SloReview } from '@goreliable/plugin-slo-common';
import { RelativeTime, StateChip } from '@goreliable/ui';
import { EntityName } from '../shared/EntityName';
import { reviewLook } from '../shared/reviewWords';
import { decisionWords } from './decisionWords';
import { ReviewForm } from './ReviewForm';
import './review.css';

function Reviewer(props: { name: string }) {
  const { name } = props;
  return name.includes(':') && name.includes('/') ? (
    <EntityName entityRef={name} />
  ) : (
    <span>{name}</span>
  );
}

function Review(props: { review: SloReview }) {
  const { review } = props;
  return (
    <li className="slo-review">
      <strong>{decisionWords[review.decision].done}</strong>
      <span>
        <RelativeTime at={review.decidedAt} /> by{' '}
        <Reviewer name={review.decidedBy} />
        {review.objective !== undefined &&
          `, at ${percentInWords(review.objective)}`}
        {review.nextReviewOn && `, next by ${review.nextReviewOn}`}
      </span>
      {review.note && <p>{review.note}</p>}
    </li>
  );
}

/** Past reviews, and the form for a new one for those who may. */
export function Reviews(props: {
  id: string;
  reviews: readonly SloReview[];
  mayReview: boolean;
}) {
  const { id, reviews, mayReview } = props;
  return (
    <section className="slo-panel" aria-labelledby="slo-reviews-heading">
      <div className="slo-panel-head">
        <h2 id="slo-reviews-heading">Reviews</h2>
        <StateChip size="small" {...reviewLook({ review: reviews.at(0) })} />
      </div>
      <div className="slo-columns">
        <div>
          {reviews.length === 0 ? (
            <p className="slo-note">
              Nobody has reviewed it yet. A review says whether it is worth
              having, and when to ask again.
            </p>
          ) : (
            <ul className="slo-list" aria-label="Past reviews">
              {reviews.map(review => (
                <Review key={review.id} review={review} />
              ))}
            </ul>
          )}
        </div>
        {mayReview ? (
          <ReviewForm id={id} />
        ) : (
          <p className="slo-note">
            Only the owners of what it belongs to may record a review.
          </p>
        )}
      </div>
    </section>
  );
}
