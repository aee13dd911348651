import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagesQueryClient } from '../shared/queryClient';
import type { SearchView } from './searchAddress';
import { readSearchAnswer } from './searchAnswer';

/** Hits of one request; the most that the server gives. */
const pageSize = 100;
/** How often to look whether the first index is there. */
const indexingIntervalMs = 30_000;

/**
 * Hits of a term, of all types or of one.
 * @param isWanted - false asks nothing: an index that has no document of a type
 * answers a question for that type alone with an error
 */
export function useSearch(view: SearchView, isWanted: boolean) {
  const { fetch } = useApi(fetchApiRef);
  const term = view.term.trim();
  const query = useInfiniteQuery(
    {
      queryKey: ['search', term, view.type],
      enabled: isWanted && term !== '',
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam, signal }) => {
        const parameters = new URLSearchParams({
          term,
          pageLimit: String(pageSize),
          ...(view.type && { 'types[0]': view.type }),
          ...(pageParam && { pageCursor: pageParam }),
        });
        const response = await fetch(`plugin://search/query?${parameters}`, {
          signal,
        });
        if (!response.ok) {
          const failure = await ResponseError.fromResponse(response);
          if (failure.cause.name === 'MissingIndexError') {
            return { hits: [], next: undefined, isIndexed: false };
          }
          throw failure;
        }
        return { ...readSearchAnswer(await response.json()), isIndexed: true };
      },
      getNextPageParam: last => last.next,
      // A portal that has just started reads its documents within a minute.
      refetchInterval: ({ state }) =>
        state.data?.pages[0]?.isIndexed === false ? indexingIntervalMs : false,
      // Typing on keeps the last hits in view until the next are there.
      placeholderData: term ? keepPreviousData : undefined,
    },
    pagesQueryClient,
  );
  const hits = term ? query.data?.pages.flatMap(page => page.hits) ?? [] : [];
  /** False while the portal, just started, has nothing to search yet. */
  const isIndexed = query.data?.pages[0]?.isIndexed ?? true;
  return { ...query, hits, isIndexed };
}
