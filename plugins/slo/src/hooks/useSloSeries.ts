import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';
import { fallbackIntervalMs } from './useSloOverview';
import { useSloSignal } from './useSloSignal';
import { momentsOf, TimeRangeChoice } from './useTimeRange';

/** The series of one SLO. While another range loads, the one before stays. */
export function useSloSeries(id: string, choice: TimeRangeChoice) {
  const sloApi = useApi(sloApiRef);
  const isLive = choice.kind === 'preset';
  const query = useQuery(
    {
      queryKey: ['slo', 'series', id, choice],
      queryFn: ({ signal }) =>
        sloApi.series(id, momentsOf(choice, Date.now() / 1000), { signal }),
      placeholderData: keepPreviousData,
      refetchInterval: isLive ? fallbackIntervalMs : false,
    },
    sloQueryClient,
  );
  useSloSignal(() => isLive && query.refetch());
  return query;
}
