import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';

const everyMs = 60_000;

/** What the spec of an SLO would make, and what is loaded. Both change when somebody deploys. */
export function useSloRules(id: string) {
  const sloApi = useApi(sloApiRef);
  return useQuery(
    {
      queryKey: ['slo', 'rules', id],
      queryFn: ({ signal }) => sloApi.rules(id, { signal }),
      refetchInterval: everyMs,
    },
    sloQueryClient,
  );
}
