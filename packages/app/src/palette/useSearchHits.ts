import { useEffect, useState } from 'react';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { groupHits, HitGroup } from './searchResults';

/** Pause in typing after which the server is asked. */
const settleMs = 150;
/** Fewer characters find everything. */
const shortestTerm = 2;

/** Where a search stands. Groups of the last answer stay while the next is awaited. */
export type SearchState = {
  groups: HitGroup[];
  isSearching: boolean;
  hasFailed: boolean;
};

const nothing: SearchState = {
  groups: [],
  isSearching: false,
  hasFailed: false,
};

/** Searches the portal for a term; an answer that is no longer wanted is cancelled. */
export function useSearchHits(term: string): SearchState {
  const { fetch } = useApi(fetchApiRef);
  const [state, setState] = useState(nothing);
  useEffect(() => {
    if (term.length < shortestTerm) {
      setState(nothing);
      return undefined;
    }
    const abort = new AbortController();
    setState(({ groups }) => ({ groups, isSearching: true, hasFailed: false }));
    const timer = setTimeout(async () => {
      const parameters = new URLSearchParams({ term, pageLimit: '25' });
      try {
        const response = await fetch(`plugin://search/query?${parameters}`, {
          signal: abort.signal,
        });
        if (!response.ok) {
          throw new Error(`Search answered ${response.status}`);
        }
        const groups = groupHits(await response.json(), term);
        setState({ groups, isSearching: false, hasFailed: false });
      } catch {
        if (!abort.signal.aborted) {
          setState({ groups: [], isSearching: false, hasFailed: true });
        }
      }
    }, settleMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [fetch, term]);
  return state;
}
