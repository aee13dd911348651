import { useCallback, useEffect, useRef } from 'react';
import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagesQueryClient } from '../shared/queryClient';
import type { NotificationView } from './types';

/** Notifications of one request. */
const pageSize = 50;
/** The backend's signal that a person's notifications have changed. */
const channel = 'notifications';
/** Without signals (a proxy that drops web sockets) the page still moves. */
const fallbackIntervalMs = 60_000;

const conditions = {
  unread: { read: false },
  saved: { saved: true },
  all: {},
} as const;

/** The person's notifications, the newest first; asked for again on a signal. */
export function useNotifications(view: NotificationView, search: string) {
  const notificationsApi = useApi(notificationsApiRef);
  const signalApi = useApiHolder().get(signalApiRef);
  const query = useInfiniteQuery(
    {
      queryKey: ['notifications', view, search],
      initialPageParam: 0,
      queryFn: ({ pageParam }) =>
        notificationsApi.getNotifications({
          ...conditions[view],
          search: search || undefined,
          sort: 'created',
          sortOrder: 'desc',
          offset: pageParam,
          limit: pageSize,
        }),
      getNextPageParam: (last, pages) =>
        pages.length * pageSize < last.totalCount
          ? pages.length * pageSize
          : undefined,
      placeholderData: keepPreviousData,
      refetchInterval: fallbackIntervalMs,
    },
    pagesQueryClient,
  );
  const refresh = useCallback(
    () => pagesQueryClient.invalidateQueries({ queryKey: ['notifications'] }),
    [],
  );
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    const subscription = signalApi?.subscribe(channel, () => latest.current());
    return () => subscription?.unsubscribe();
  }, [signalApi]);
  return {
    ...query,
    refresh,
    notifications: query.data?.pages.flatMap(page => page.notifications),
    total: query.data?.pages[0]?.totalCount ?? 0,
  };
}
