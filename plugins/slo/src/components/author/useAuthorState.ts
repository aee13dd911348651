import { useCallback, useState } from 'react';
import {
  AuthorState,
  KeptAuthorState,
  keptAuthorStateSchema,
} from '@goreliable/plugin-slo-common';

const keyOf = (from: string | undefined) => `slo-author:${from ?? ''}`;

function stored(key: string): KeptAuthorState | undefined {
  try {
    const text = sessionStorage.getItem(key);
    const parsed = keptAuthorStateSchema.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Storage can be forbidden; then a reload loses the draft, and nothing else.
    return undefined;
  }
}

function store(key: string, state: KeptAuthorState | undefined) {
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
 * @param initial - what is shown until something is written
 * @param present - the spec of that SLO as it is now, as far as it is known
 */
export function useAuthorState(
  from: string | undefined,
  initial: AuthorState,
  present: string | undefined,
) {
  const key = keyOf(from);
  // Nothing before the first change: until then what is newer of the SLO is taken over.
  const [written, setWritten] = useState(() => stored(key));
  const change = useCallback(
    (next: AuthorState) => {
      const kept = { ...next, began: written ? written.began : present };
      setWritten(kept);
      store(key, kept);
    },
    [key, written, present],
  );
  const startAfresh = useCallback(() => {
    setWritten(undefined);
    store(key, undefined);
  }, [key]);
  /** Lets the next visit begin with what is there then; what is shown stays. */
  const forget = useCallback(() => store(key, undefined), [key]);
  const isOvertaken =
    written?.began !== undefined &&
    present !== undefined &&
    written.began !== present;
  return {
    state: written ?? initial,
    /** Whether the SLO has become another one since the draft began. */
    isOvertaken,
    change,
    startAfresh,
    forget,
  };
}
