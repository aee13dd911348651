import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';
import { momentsOf, TimeRangeChoice } from './useTimeRange';

/** It is computed from raw series, so it does not follow every refresh. */
const everyMs = 5 * 60_000;

/** How many events an SLO saw. While another range loads, the one before stays. */
export function useSloTraffic(id: string, choice: TimeRangeChoice) {
  const sloApi = useApi(sloApiRef);
  return useQuery(
    {
      queryKey: ['slo', 'traffic', id, choice],
      queryFn: ({ signal }) =>
        sloApi.traffic(id, momentsOf(choice, Date.now() / 1000), { signal }),
      placeholderData: keepPreviousData,
      staleTime: everyMs,
      refetchInterval: choice.kind === 'preset' ? everyMs : false,
    },
    sloQueryClient,
  );
}
