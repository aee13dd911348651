import { useCallback, useEffect, useRef, useState } from 'react';

/** Where a question stands. */
export type Answer<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: Error };

/**
 * Asks whenever the question changes, and forgets answers to older questions.
 *
 * @param question - what is asked; `undefined` asks nothing. A new value, by
 *   `===`, is a new question.
 * @param ask - is told by its signal when nobody wants to know any more
 * @param options.delayMs - waits for so long whether the question changes again
 * @returns the state of things, and a function that asks the same once more
 */
export function useAnswer<T>(
  question: string | undefined,
  ask: (question: string, signal: AbortSignal) => Promise<T>,
  options: { delayMs?: number } = {},
): [answer: Answer<T>, askAgain: () => void] {
  const { delayMs = 0 } = options;
  const [state, setState] = useState<{ question?: string; answer: Answer<T> }>({
    answer: { kind: 'none' },
  });
  const [round, setRound] = useState(0);
  // A new function for an old question is no reason to ask again.
  const latestAsk = useRef(ask);
  latestAsk.current = ask;

  useEffect(() => {
    if (question === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const settle = (answer: Answer<T>) => {
      if (!controller.signal.aborted) {
        setState({ question, answer });
      }
    };
    settle({ kind: 'asking' });
    const timer = setTimeout(() => {
      latestAsk.current(question, controller.signal).then(
        value => settle({ kind: 'answered', value }),
        error => settle({ kind: 'failed', error }),
      );
    }, delayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [question, delayMs, round]);

  const askAgain = useCallback(() => setRound(count => count + 1), []);
  if (question === undefined) {
    return [{ kind: 'none' }, askAgain];
  }
  // Between a new question and its effect, the old answer must not be shown.
  const answer: Answer<T> =
    state.question === question ? state.answer : { kind: 'asking' };
  return [answer, askAgain];
}
