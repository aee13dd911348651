import { useApi } from '@backstage/frontend-plugin-api';
import { NewSloReview } from '@goreliable/plugin-slo-common';
import { useMutation, useQuery } from '@tanstack/react-query';
import { sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';

const everyMs = 5 * 60_000;

const reviewKey = (id: string) => ['slo', 'review', id];

/**
 * Findings about one SLO, and what its reviews have come to. They are about
 * weeks, so they do not follow every refresh.
 */
export function useSloReview(id: string) {
  const sloApi = useApi(sloApiRef);
  return useQuery(
    {
      queryKey: reviewKey(id),
      queryFn: ({ signal }) => sloApi.review(id, { signal }),
      refetchInterval: everyMs,
    },
    sloQueryClient,
  );
}

/** What other objectives and alert windows would have done. The past does not change while one reads. */
export function useSloBacktest(id: string) {
  const sloApi = useApi(sloApiRef);
  return useQuery(
    {
      queryKey: ['slo', 'backtest', id],
      queryFn: ({ signal }) => sloApi.backtest(id, { signal }),
      staleTime: everyMs,
    },
    sloQueryClient,
  );
}

/** Records a review; the findings are then asked for again, with it among them. */
export function useRecordReview(id: string) {
  const sloApi = useApi(sloApiRef);
  return useMutation(
    {
      mutationFn: (review: NewSloReview) => sloApi.recordReview(id, review),
      onSuccess: () =>
        sloQueryClient.invalidateQueries({ queryKey: reviewKey(id) }),
    },
    sloQueryClient,
  );
}
