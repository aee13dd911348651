import {
  missingInWords,
  ReviewSuggestion,
  suggestionInWords,
  suggestionReasonInWords,
} from '@goreliable/plugin-slo-common';

/** What the past suggests, and why; or what is missing to suggest anything. */
export function Suggestion(props: {
  suggestion: ReviewSuggestion;
  objective: number | undefined;
}) {
  const { suggestion, objective } = props;
  const sentences =
    suggestion.kind === 'none'
      ? suggestion.missing.map(missingInWords)
      : suggestion.reasons.map(suggestionReasonInWords);
  return (
    <div className="slo-suggestion">
      <p>
        <strong>{suggestionInWords(suggestion, objective)}</strong>
      </p>
      {sentences.length > 0 && (
        <ul>
          {sentences.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
