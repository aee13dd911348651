import { useApi } from '@backstage/frontend-plugin-api';
import { NewSloReview } from '@goreliable/plugin-slo-common';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
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

/**
 * What other objectives and alert windows would have done. The past does not
 * change while one reads; while further windows are tried, what was tried stays.
 *
 * @param windows - of one's own, as `formatOwnPolicy` writes them
 */
export function useSloBacktest(id: string, windows: readonly string[] = []) {
  const sloApi = useApi(sloApiRef);
  return useQuery(
    {
      queryKey: ['slo', 'backtest', id, windows],
      queryFn: ({ signal }) => sloApi.backtest(id, { windows, signal }),
      staleTime: everyMs,
      placeholderData: keepPreviousData,
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
