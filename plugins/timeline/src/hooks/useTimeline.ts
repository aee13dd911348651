import { useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  TimelineFilters,
  timelineFiltersToQuery,
} from '@goreliable/plugin-timeline-common';
import { SourceStatus, sourceStatusOf } from '@goreliable/upstream-common';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { timelineApiRef } from '../api/TimelineApi';
import { useTimelineSignal } from './useTimelineSignal';

/** Events that are asked for at once. */
const pageSize = 100;

/** Without signals (a proxy that drops web sockets) the page still moves. */
const fallbackIntervalMs = 60_000;

/** Who has paged further back than this reads history: asking for all of it again would be much for little. */
const livePages = 3;

/** Two missed looks and a bit. */
const staleAfterMs = 150_000;

/**
 * The events of one entity, newest first, page by page; asked for again when
 * the portal signals a change. What was answered before stays when asking fails.
 */
export function useTimeline(entityRef: string, filters: TimelineFilters) {
  const timelineApi = useApi(timelineApiRef);
  const query = useInfiniteQuery({
    queryKey: ['timeline', entityRef, filters],
    queryFn: ({ pageParam, signal }) =>
      timelineApi.listEvents(
        {
          ...timelineFiltersToQuery(filters, Date.now()),
          entityRefs: [entityRef],
          limit: pageSize,
          cursor: pageParam,
        },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    // While filters change, the list before is better than a blank.
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) <= livePages ? fallbackIntervalMs : false,
  });

  const { data, error, dataUpdatedAt, refetch } = query;
  const events = useMemo(
    () => data?.pages.flatMap(page => page.events),
    [data],
  );
  const scope = data?.pages[0]?.scope;
  const covered = useMemo(
    () => scope?.entities.map(entity => entity.entityRef) ?? [entityRef],
    [scope, entityRef],
  );
  useTimelineSignal(covered, () => refetch());

  const sources: SourceStatus[] = [];
  if (error && data) {
    sources.push(
      sourceStatusOf({
        name: 'The timeline',
        asOf: new Date(dataUpdatedAt).toISOString(),
        now: Date.now(),
        staleAfterMs,
        error: error.message,
      }),
    );
  }
  return { ...query, events, scope, sources };
}
