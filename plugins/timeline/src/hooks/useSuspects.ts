import { useApi } from '@backstage/frontend-plugin-api';
import { SuspectList, SuspectQuery } from '@goreliable/plugin-timeline-common';
import { createPortalQueryClient } from '@goreliable/ui';
import { useQuery } from '@tanstack/react-query';
import { timelineApiRef } from '../api/TimelineApi';
import { useTimelineSignal } from './useTimelineSignal';

/** The panel stands on pages of other plugins, whose query clients it does not know. */
export const suspectsQueryClient = createPortalQueryClient();

/** Without signals (a proxy that drops web sockets) what is told late still comes. */
const fallbackIntervalMs = 60_000;

/**
 * What changed just before a burn began.
 *
 * @param query - `undefined` as long as the onset is not known
 */
export function useSuspects(query: SuspectQuery | undefined) {
  const timelineApi = useApi(timelineApiRef);
  const result = useQuery<SuspectList>(
    {
      queryKey: ['timeline', 'suspects', query],
      enabled: query !== undefined,
      queryFn: ({ signal }) => timelineApi.findSuspects(query!, { signal }),
      // While one looks further back, the answer before is better than a blank.
      placeholderData: previous =>
        previous?.entityRef === query?.entityRef &&
        previous?.onset.at === query?.onset
          ? previous
          : undefined,
      refetchInterval: fallbackIntervalMs,
    },
    suspectsQueryClient,
  );
  const covered = result.data?.scope.entities.map(entity => entity.entityRef);
  useTimelineSignal(covered ?? [], () => {
    result.refetch();
  });
  return result;
}
