import { useApi } from '@backstage/frontend-plugin-api';
import { ProposalPlaceQuery } from '@goreliable/plugin-slo-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';

const minuteMs = 60_000;
const triedAgainMs = 15_000;

/**
 * What a proposed SLO is worth. What was known of the one before is shown until
 * the answer is there.
 *
 * @param spec - YAML of one SLO; nothing is asked without one
 * @param options.replaces - its name so far
 */
export function useSloPreview(
  spec: string | undefined,
  options: { source?: string; replaces?: string },
) {
  const sloApi = useApi(sloApiRef);
  return useQuery(
    {
      queryKey: ['slo', 'preview', options, spec],
      queryFn: ({ signal }) =>
        sloApi.preview({ spec: spec!, ...options }, { signal }),
      enabled: spec !== undefined,
      placeholderData: keepPreviousData,
      staleTime: 5 * minuteMs,
      // It reads a month of raw series: nobody waits for that twice unasked, unless
      // the source did not answer.
      retry: false,
      refetchInterval: ({ state }) =>
        state.data?.sources.some(source => source.state === 'unreachable')
          ? triedAgainMs
          : false,
      refetchOnWindowFocus: false,
    },
    sloQueryClient,
  );
}

/**
 * Which file an SLO would be proposed to, or why it cannot be: before anything
 * of it is written.
 *
 * @param query - nothing is asked without one
 */
export function useProposalPlace(query: ProposalPlaceQuery | undefined) {
  const sloApi = useApi(sloApiRef);
  return useQuery(
    {
      queryKey: ['slo', 'place', query],
      queryFn: ({ signal }) => sloApi.proposalPlace(query!, { signal }),
      enabled: query !== undefined,
      placeholderData: keepPreviousData,
      staleTime: minuteMs,
      // Who may not propose it is told so by what tries it.
      retry: false,
      refetchOnWindowFocus: false,
    },
    sloQueryClient,
  );
}

/** What an SLO is at present, to begin a change with. */
export function useSloSpec(id: string | undefined) {
  const sloApi = useApi(sloApiRef);
  return useQuery(
    {
      queryKey: ['slo', 'spec', id],
      queryFn: ({ signal }) => sloApi.spec(id!, { signal }),
      enabled: id !== undefined,
      staleTime: minuteMs,
      refetchOnWindowFocus: false,
    },
    sloQueryClient,
  );
}
