import { useApi } from '@backstage/frontend-plugin-api';
import { SloOnset } from '@goreliable/plugin-slo-common';
import { useQuery } from '@tanstack/react-query';
import { sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';
import { fallbackIntervalMs } from './useSloOverview';

/**
 * When an SLO began to burn. What was found stays as it is; what was not is
 * looked for again.
 *
 * @param since - since when the SLO is in its state: another burn is another state
 */
export function useSloOnset(id: string, since: string | undefined) {
  const sloApi = useApi(sloApiRef);
  return useQuery<SloOnset>(
    {
      queryKey: ['slo', 'onset', id, since],
      queryFn: ({ signal }) => sloApi.onset(id, { signal }),
      refetchInterval: ({ state }) =>
        state.data?.onset.kind === 'found' ? false : fallbackIntervalMs,
    },
    sloQueryClient,
  );
}
