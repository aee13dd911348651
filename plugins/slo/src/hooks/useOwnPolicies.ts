import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  mostOwnPolicies,
  OwnPair,
  parseOwnPolicy,
} from '@goreliable/plugin-slo-common';

const parameter = 'windows';

/** Alert windows of a person's own, as the address holds them. */
export interface OwnPolicies {
  /** That can be tried, as `formatOwnPolicy` writes them. */
  policies: { text: string; pairs: OwnPair[] }[];
  /** What is wrong with the others, in sentences. */
  problems: string[];
}

/** Reads them from an address that somebody may have written by hand. */
export function readOwnPolicies(parameters: URLSearchParams): OwnPolicies {
  const texts = parameters
    .getAll(parameter)
    .flatMap(text => text.split(','))
    .filter(text => text !== '');
  const policies: OwnPolicies['policies'] = [];
  const problems: string[] = [];
  for (const text of new Set(texts)) {
    const parsed = parseOwnPolicy(text);
    if (parsed.kind === 'problem') {
      problems.push(`'${text}' ${parsed.message}.`);
    } else if (policies.length === mostOwnPolicies) {
      problems.push(
        `'${text}' is left out: at most ${mostOwnPolicies} are compared.`,
      );
    } else {
      policies.push({ text, pairs: parsed.pairs });
    }
  }
  return { policies, problems };
}

/** The alert windows of a person's own, which are kept in the page's address. */
export function useOwnPolicies() {
  const [parameters, setParameters] = useSearchParams();
  const own = useMemo(() => readOwnPolicies(parameters), [parameters]);
  const setTexts = useCallback(
    (texts: readonly string[]) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          next.delete(parameter);
          texts.forEach(text => next.append(parameter, text));
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return [own, setTexts] as const;
}
