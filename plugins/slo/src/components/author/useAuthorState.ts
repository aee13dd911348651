import { useCallback, useState } from 'react';
import { AuthorState, authorStateSchema } from '@goreliable/plugin-slo-common';

const keyOf = (from: string | undefined) => `slo-author:${from ?? ''}`;

function stored(key: string): AuthorState | undefined {
  try {
    const text = sessionStorage.getItem(key);
    const parsed = authorStateSchema.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Storage can be forbidden; then a reload loses the draft, and nothing else.
    return undefined;
  }
}

function store(key: string, state: AuthorState | undefined) {
  try {
    if (state) {
      sessionStorage.setItem(key, JSON.stringify(state));
    } else {
      sessionStorage.removeItem(key);
    }
  } catch {
    // As above.
  }
}

/** Whether a draft is left from before a reload. */
export function hasStoredState(from: string | undefined): boolean {
  return stored(keyOf(from)) !== undefined;
}

/**
 * What is being written, which a reload of the page does not lose: each SLO
 * that is changed has a draft of its own, and so has a new one.
 *
 * @param from - the id of the SLO that is changed
 */
export function useAuthorState(from: string | undefined, initial: AuthorState) {
  const key = keyOf(from);
  const [state, setState] = useState(() => stored(key) ?? initial);
  const change = useCallback(
    (next: AuthorState) => {
      setState(next);
      store(key, next);
    },
    [key],
  );
  const startAfresh = useCallback(() => {
    setState(initial);
    store(key, undefined);
  }, [key, initial]);
  return { state, change, startAfresh };
}
