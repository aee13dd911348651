import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  CardSkeleton,
  EmptyState,
  ErrorPanel,
  QueryFreshness,
} from '@goreliable/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { timelineApiRef } from '../api/TimelineApi';
import { useTimelineSignal } from '../hooks/useTimelineSignal';
import { timelineQueryClient } from '../queryClient';
import { TimelineList } from './TimelineList';

/** The tab has the rest. */
const shownEvents = 5;

/** Without signals (a proxy that drops web sockets) the card still moves. */
const fallbackIntervalMs = 60_000;

/** What happened to an entity lately, at a glance. */
export function EntityTimelineCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const timelineApi = useApi(timelineApiRef);
  const query = useQuery(
    {
      queryKey: ['timeline', 'recent', entityRef],
      queryFn: ({ signal }) =>
        timelineApi.listEvents(
          { entityRefs: [entityRef], limit: shownEvents },
          { signal },
        ),
      refetchInterval: fallbackIntervalMs,
    },
    timelineQueryClient,
  );
  const { data, error, isPending, refetch } = query;
  useTimelineSignal([entityRef], () => refetch());
  return (
    <EntityInfoCard
      title="Lately"
      headerActions={
        <Link className="gr-link" to="timeline">
          Timeline
        </Link>
      }
    >
      {data && <QueryFreshness query={query} />}
      {data && data.events.length > 0 && <TimelineList events={data.events} />}
      {data?.events.length === 0 && (
        <EmptyState
          title="Nothing has happened yet"
          description="Deploys, alerts and objectives that begin to burn appear here."
        />
      )}
      {isPending && <CardSkeleton lines={4} label="Loading recent events" />}
      {error && !data && (
        <ErrorPanel
          title="Recent events could not be loaded"
          error={error}
          onRetry={refetch}
        />
      )}
    </EntityInfoCard>
  );
}
