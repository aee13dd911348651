import { EmptyState } from '@goreliable/ui';
import { Link } from 'react-router-dom';
import type { NotificationView } from './types';

/** Why nothing is listed. */
export function NoNotifications(props: {
  view: NotificationView;
  search: string;
  allHref: string;
}) {
  const { view, search, allHref } = props;
  const showAll = (
    <Link className="gr-button" to={allHref}>
      Show all
    </Link>
  );
  if (search) {
    return (
      <EmptyState
        title="No notification matches"
        description={`None of these says "${search}".`}
        action={showAll}
      />
    );
  }
  if (view === 'unread') {
    return (
      <EmptyState
        title="You have read everything"
        description="What concerns you or your teams arrives here: a task that ended, an incident, an objective that burns."
        action={showAll}
      />
    );
  }
  if (view === 'saved') {
    return (
      <EmptyState
        title="Nothing is saved"
        description="Save a notification to find it again here, read or not."
        action={showAll}
      />
    );
  }
  return (
    <EmptyState
      title="No notifications yet"
      description="What concerns you or your teams arrives here: a task that ended, an incident, an objective that burns."
    />
  );
}
