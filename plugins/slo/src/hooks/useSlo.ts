import { useApi } from '@backstage/frontend-plugin-api';
import {
  alertPairsOf,
  SloDetail,
  SloOverview,
} from '@goreliable/plugin-slo-common';
import { useQuery } from '@tanstack/react-query';
import { sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';
import { fallbackIntervalMs } from './useSloOverview';
import { useSloSignal } from './useSloSignal';

/**
 * One SLO. What the overview has loaded of it is shown until its own answer
 * is there, so that a click on a row is answered at once.
 */
export function useSlo(id: string) {
  const sloApi = useApi(sloApiRef);
  const query = useQuery<SloDetail>(
    {
      queryKey: ['slo', 'slo', id],
      queryFn: ({ signal }) => sloApi.slo(id, { signal }),
      refetchInterval: fallbackIntervalMs,
      placeholderData: () => fromOverviews(id),
    },
    sloQueryClient,
  );
  useSloSignal(() => query.refetch());
  return query;
}

function fromOverviews(id: string): SloDetail | undefined {
  const overviews = sloQueryClient.getQueriesData<SloOverview>({
    queryKey: ['slo', 'overview'],
  });
  for (const [, overview] of overviews) {
    const slo = overview?.slos.find(candidate => candidate.id === id);
    if (overview && slo) {
      return {
        slo,
        alertPairs: alertPairsOf(overview.alertPolicies, slo),
        trend: overview.trend,
        episodes: [],
        sources: overview.sources.filter(({ name }) => name === slo.source),
        warnings: overview.warnings.filter(
          ({ source }) => source === slo.source,
        ),
      };
    }
  }
  return undefined;
}
