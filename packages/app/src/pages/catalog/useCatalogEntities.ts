import { useEffect, useMemo } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pagesQueryClient } from '../shared/queryClient';
import type { CatalogFilter } from './catalogFilter';
import { catalogFields, pageSize } from './catalogRequest';
import { CatalogRow, toCatalogRow } from './catalogRow';

/** Entities that one page shows; more than that nobody reads, but narrows down. */
export const mostEntities = 10_000;

/** What the catalog has answered so far. */
export type CatalogEntities = {
  rows: readonly CatalogRow[];
  /** How many there are, loaded or not. */
  total: number;
  /** Nothing can be shown yet. */
  isLoading: boolean;
  /** Some are shown, and more are on their way. */
  isCompleting: boolean;
  error: unknown;
  retry: () => void;
};

/** The person and their teams. Known to the browser: no request. */
export function useOwnershipRefs(isWanted: boolean) {
  const identityApi = useApi(identityApiRef);
  return useQuery(
    {
      queryKey: ['identity', 'ownership'],
      queryFn: async () =>
        (await identityApi.getBackstageIdentity()).ownershipEntityRefs,
      enabled: isWanted,
      staleTime: Infinity,
    },
    pagesQueryClient,
  );
}

/** The filter as text that tells any two apart; JSON leaves symbols out. */
function filterKey(filter: CatalogFilter | 'none' | undefined): string {
  return JSON.stringify(filter, (_, value) =>
    typeof value === 'symbol' ? String(value) : value,
  );
}

/**
 * The entities that match, asked for a thousand at a time until all are there.
 * @param filter - undefined while it is not known yet
 */
export function useCatalogEntities(
  filter: CatalogFilter | 'none' | undefined,
): CatalogEntities {
  const catalogApi = useApi(catalogApiRef);
  const query = useInfiniteQuery(
    {
      queryKey: ['catalog', 'entities', filterKey(filter)],
      enabled: filter !== undefined && filter !== 'none',
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) => {
        const answer = await catalogApi.queryEntities(
          pageParam
            ? { cursor: pageParam, fields: catalogFields, limit: pageSize }
            : {
                filter: filter as CatalogFilter,
                fields: catalogFields,
                limit: pageSize,
              },
        );
        return {
          rows: answer.items.map(toCatalogRow),
          total: answer.totalItems,
          next: answer.pageInfo.nextCursor,
        };
      },
      getNextPageParam: (last, pages) =>
        pages.length * pageSize < mostEntities ? last.next : undefined,
    },
    pagesQueryClient,
  );
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } =
    query;
  const isCompleting = hasNextPage && !isError;
  const pageCount = data?.pages.length;
  useEffect(() => {
    if (isCompleting && !isFetchingNextPage) {
      fetchNextPage();
    }
    // The count too: a quick answer begins and ends between two renders.
  }, [isCompleting, isFetchingNextPage, pageCount, fetchNextPage]);

  const rows = useMemo(
    () =>
      filter === 'none' ? [] : data?.pages.flatMap(page => page.rows) ?? [],
    [data, filter],
  );
  return {
    rows,
    total: filter === 'none' ? 0 : data?.pages[0]?.total ?? 0,
    isLoading: filter !== 'none' && !data && !query.error,
    isCompleting: filter !== 'none' && isCompleting,
    error: query.error,
    retry: () => query.refetch(),
  };
}
