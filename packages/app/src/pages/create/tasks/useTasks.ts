import { useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagesQueryClient } from '../../shared/queryClient';
import { isUnderWay, TaskRow, toTaskRow } from './taskRow';

/** Whose tasks are listed. */
export type TaskScope = 'mine' | 'all';

/** Tasks of one request. Each carries its whole template, so not many more. */
const pageSize = 100;

/** How often tasks that are under way are asked for again, in ms. */
const refreshMs = 30_000;

/** The tasks that the person may see, the newest first. */
export function useTasks(scope: TaskScope) {
  const scaffolderApi = useApi(scaffolderApiRef);
  const query = useInfiniteQuery(
    {
      queryKey: ['scaffolder', 'tasks', scope],
      initialPageParam: 0,
      queryFn: async ({ pageParam }) => {
        const { tasks, totalTasks } = await scaffolderApi.listTasks({
          filterByOwnership: scope === 'mine' ? 'owned' : 'all',
          limit: pageSize,
          offset: pageParam,
        });
        return {
          rows: tasks.map(toTaskRow),
          total: totalTasks ?? pageParam + tasks.length,
          next: pageParam + tasks.length,
        };
      },
      getNextPageParam: ({ next, total, rows }) =>
        rows.length > 0 && next < total ? next : undefined,
      refetchInterval: ({ state }) =>
        state.data?.pages.some(({ rows }) => rows.some(isUnderWay))
          ? refreshMs
          : false,
    },
    pagesQueryClient,
  );
  const { data } = query;
  const rows = useMemo(() => {
    // One started between two requests moves the others by a place.
    const known = new Map<string, TaskRow>();
    data?.pages.forEach(page =>
      page.rows.forEach(row => known.set(row.id, row)),
    );
    return [...known.values()];
  }, [data]);
  return { ...query, rows, total: data?.pages[0]?.total ?? 0 };
}
