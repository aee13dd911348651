import { useEffect } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  LandingScope,
  homeChangedChannel,
} from '@goreliable/plugin-home-common';
import { useTimelineSignal } from '@goreliable/plugin-timeline';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { homeApiRef } from './api/HomeApi';

/** Without signals (a proxy that drops web sockets) the page still moves. */
const fallbackIntervalMs = 60_000;

/** The landing page's data: asked for once, and again when the portal says that it changed. */
export function useLanding(scope: LandingScope) {
  const homeApi = useApi(homeApiRef);
  const { lastSignal: homeSignal } = useSignal(homeChangedChannel);
  const query = useQuery({
    queryKey: ['home', 'landing', scope],
    queryFn: ({ signal }) => homeApi.landing(scope, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: fallbackIntervalMs,
  });

  const { data, refetch } = query;
  useEffect(() => {
    if (homeSignal) {
      refetch();
    }
  }, [homeSignal, refetch]);
  // What happens to others is on nobody's page but that of all services.
  useTimelineSignal(
    scope === 'all'
      ? 'all'
      : data?.services.map(({ entityRef }) => entityRef) ?? [],
    refetch,
  );

  return query;
}
