import { FormEvent, useState } from 'react';
import {
  AlertPair,
  formatOwnPolicy,
  mostOwnPolicies,
  ownPolicyTitle,
  parseOwnPolicy,
} from '@goreliable/plugin-slo-common';
import { OwnPolicies } from '../../hooks/useOwnPolicies';
import { OwnPairFields, PairDraft } from './OwnPairFields';

function draftsOf(pairs: readonly AlertPair[]): PairDraft[] {
  return pairs.map(({ severity, longWindow, shortWindow, factor }) => ({
    severity,
    longWindow,
    shortWindow,
    factor: String(Number(factor.toPrecision(4))),
  }));
}

/** The policy that fields stand for, as the address holds it. */
function textOf(drafts: readonly PairDraft[]): string {
  return formatOwnPolicy(
    drafts.map(draft => ({
      severity: draft.severity,
      longWindow: draft.longWindow.trim(),
      shortWindow: draft.shortWindow.trim(),
      factor: Number(draft.factor),
    })),
  );
}

/** Lets a person try alert windows that nobody has thought of. */
export function OwnWindows(props: {
  own: OwnPolicies;
  /** As they are at present, to begin with. */
  current: readonly AlertPair[];
  onChange: (texts: readonly string[]) => void;
}) {
  const { own, current, onChange } = props;
  const [drafts, setDrafts] = useState(() => draftsOf(current));
  const [problem, setProblem] = useState<string>();
  const texts = own.policies.map(({ text }) => text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = textOf(drafts);
    const parsed = parseOwnPolicy(text);
    if (parsed.kind === 'problem') {
      setProblem(`It ${parsed.message}.`);
    } else if (!texts.includes(text) && texts.length === mostOwnPolicies) {
      setProblem(`Remove one first: at most ${mostOwnPolicies} are compared.`);
    } else {
      setProblem(undefined);
      onChange([...texts.filter(each => each !== text), text]);
    }
  };
  return (
    <details className="slo-own" open={own.policies.length > 0}>
      <summary>Try alert windows of your own</summary>
      {own.problems.map(each => (
        <p key={each} className="slo-note" role="alert">
          {each}
        </p>
      ))}
      {own.policies.length > 0 && (
        <ul className="slo-list" aria-label="Alert windows of your own">
          {own.policies.map(({ text, pairs }) => (
            <li key={text} className="slo-own-policy">
              <span>{ownPolicyTitle(pairs)}</span>
              <button
                type="button"
                className="gr-button gr-button--quiet gr-button--small"
                onClick={() => onChange(texts.filter(each => each !== text))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} aria-label="Alert windows to try">
        <OwnPairFields drafts={drafts} onChange={setDrafts} />
        {problem && (
          <p className="slo-problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className="gr-button gr-button--small">
          Try these windows
        </button>
      </form>
    </details>
  );
}
