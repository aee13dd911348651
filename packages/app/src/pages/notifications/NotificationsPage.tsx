import {
  CardSkeleton,
  ErrorPanel,
  PageHeader,
  QueryField,
  QueryFreshness,
} from '@goreliable/ui';
import { useSearchParams } from 'react-router-dom';
import { Segments } from '../shared/Segments';
import { useQueryParam } from '../shared/useQueryParam';
import { NoNotifications } from './NoNotifications';
import { NotificationDays } from './NotificationDays';
import type { NotificationView } from './types';
import { useNotifications } from './useNotifications';
import { useUpdate } from './useUpdate';
import './notifications.css';

const views: readonly [NotificationView, string][] = [
  ['unread', 'Unread'],
  ['saved', 'Saved'],
  ['all', 'All'],
];

/** A link to one notification shows it among all, whether it was read or not. */
function readNotificationView(params: URLSearchParams): NotificationView {
  const view = params.get('view');
  const known = views.find(([name]) => name === view)?.[0];
  return known ?? (params.has('id') ? 'all' : 'unread');
}

function viewSearch(params: URLSearchParams, view: NotificationView): string {
  const next = new URLSearchParams(params);
  next.delete('id');
  next.set('view', view);
  return `?${next}`;
}

/** What was done last with the way back, and what could not be done. */
function Outcome(
  props: Pick<ReturnType<typeof useUpdate>, 'last' | 'undo' | 'error'>,
) {
  const { last, undo, error } = props;
  return (
    <>
      <div role="status" className="gr-notification-outcome">
        {last && (
          <>
            {last.words}
            <button
              type="button"
              className="gr-button gr-button--small"
              onClick={undo}
            >
              Undo
            </button>
          </>
        )}
      </div>
      {Boolean(error) && (
        <ErrorPanel title="The change was not saved" error={error} />
      )}
    </>
  );
}

/** What has been said to the person, by day. */
export function NotificationsPage() {
  const [params] = useSearchParams();
  const [search, setSearch] = useQueryParam('q');
  const view = readNotificationView(params);
  const query = useNotifications(view, search);
  const { change, ...outcome } = useUpdate(query.refresh);
  const { notifications, total } = query;
  const unread = notifications?.filter(({ read }) => !read) ?? [];
  const count = (number: number) =>
    number === 1 ? '1 notification' : `${number} notifications`;

  return (
    <main>
      <PageHeader
        title="Notifications"
        actions={
          <Segments
            label="Which notifications"
            segments={views.map(([name, label]) => ({
              label,
              to: viewSearch(params, name),
              isCurrent: name === view,
            }))}
          />
        }
      />
      <div className="gr-list-page gr-list-page--narrow">
        <div className="gr-notification-bar">
          <QueryField
            label="Filter notifications"
            value={search}
            onChange={setSearch}
          />
          <span role="status" className="gr-notification-count">
            {notifications && count(total)}
          </span>
          <button
            type="button"
            className="gr-button"
            disabled={unread.length === 0}
            onClick={() =>
              change(
                { ids: unread.map(({ id }) => id), read: true },
                `${count(unread.length)} marked as read.`,
                { read: false },
              )
            }
          >
            Mark all as read
          </button>
        </div>
        <Outcome {...outcome} />
        {notifications && <QueryFreshness query={query} />}
        {notifications && notifications.length > 0 && (
          <NotificationDays
            notifications={notifications}
            marked={params.get('id')}
            onRead={({ id }, read) =>
              change(
                { ids: [id], read },
                `Marked as ${read ? 'read' : 'unread'}.`,
                { read: !read },
              )
            }
            onSave={({ id }, saved) =>
              change(
                { ids: [id], saved },
                saved ? 'Saved.' : 'No longer saved.',
                { saved: !saved },
              )
            }
          />
        )}
        {notifications?.length === 0 && (
          <NoNotifications
            view={view}
            search={search}
            allHref={viewSearch(new URLSearchParams(), 'all')}
          />
        )}
        {query.isPending && (
          <CardSkeleton lines={6} label="Loading notifications" />
        )}
        {query.error && !notifications && (
          <ErrorPanel
            title="The notifications could not be loaded"
            error={query.error}
            onRetry={query.refetch}
          />
        )}
        {query.hasNextPage && (
          <button
            type="button"
            className="gr-button gr-notification-more"
            disabled={query.isFetchingNextPage}
            onClick={() => query.fetchNextPage()}
          >
            Show older ones
          </button>
        )}
      </div>
    </main>
  );
}
