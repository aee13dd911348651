import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';
import { useSloSignal } from './useSloSignal';

/** Without signals (a proxy that drops web sockets) the page still moves. */
export const fallbackIntervalMs = 60_000;

/**
 * All SLOs that the person may see.
 *
 * @param entityRef - only those that belong to this entity
 */
export function useSloOverview(entityRef?: string) {
  const sloApi = useApi(sloApiRef);
  const query = useQuery(
    {
      queryKey: ['slo', 'overview', entityRef],
      queryFn: ({ signal }) => sloApi.overview({ entityRef, signal }),
      refetchInterval: fallbackIntervalMs,
    },
    sloQueryClient,
  );
  useSloSignal(() => query.refetch());
  return query;
}
