import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  timelineEventListSchema,
  timelineQueryToSearchParams,
} from '@goreliable/plugin-timeline-common';
import { ChartMark } from '@goreliable/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { sloQueryClient } from '../queryClient';

/** More marks than this hide the line they explain. */
const mostMarks = 100;

/** How far an entity's dependencies are followed: what broke may be next door. */
const hops = 1;

/** Ranges move with the clock; events are asked for again in steps of this many seconds. */
const stepSeconds = 60;

/**
 * What happened to an entity and its direct dependencies, as marks for charts.
 * Charts do without where the timeline does not answer.
 *
 * @param range - Unix seconds; `undefined` as long as it is not known
 */
export function useEventMarks(
  entityRef: string | undefined,
  range: { from: number; to: number } | undefined,
): ChartMark[] {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const from = range && Math.floor(range.from / stepSeconds) * stepSeconds;
  const to = range && Math.ceil(range.to / stepSeconds) * stepSeconds;
  const { data } = useQuery(
    {
      queryKey: ['slo', 'marks', entityRef, from, to],
      enabled: entityRef !== undefined && from !== undefined,
      retry: false,
      placeholderData: keepPreviousData,
      queryFn: async ({ signal }) => {
        const query = timelineQueryToSearchParams({
          entityRefs: [entityRef!],
          hops,
          from: new Date(from! * 1000).toISOString(),
          to: new Date(to! * 1000).toISOString(),
          limit: mostMarks,
        });
        const baseUrl = await discoveryApi.getBaseUrl('timeline');
        const response = await fetchApi.fetch(`${baseUrl}/events?${query}`, {
          signal,
        });
        if (!response.ok) {
          throw new Error(`The timeline answered ${response.status}`);
        }
        return timelineEventListSchema.parse(await response.json()).events;
      },
    },
    sloQueryClient,
  );
  return (data ?? []).map(event => ({
    at: Date.parse(event.at) / 1000,
    label: event.title,
    kind: event.kind,
    ...(event.href?.startsWith('/') && { href: event.href }),
  }));
}
