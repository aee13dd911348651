import { ChipState, RelativeTime, StateChip } from '@goreliable/ui';
import { Link } from 'react-router-dom';
import { saidAt } from './notificationDays';
import type { Notification } from './types';

/** Severities that somebody should act on bear a sign; the others need none. */
const signs: Record<string, { state: ChipState; label: string } | undefined> = {
  critical: { state: 'critical', label: 'Critical' },
  high: { state: 'warning', label: 'High' },
};

/** What can be done with a notification. */
export type NotificationActs = {
  onRead: (notification: Notification, read: boolean) => void;
  onSave: (notification: Notification, saved: boolean) => void;
};

function Title(props: { notification: Notification; onOpen: () => void }) {
  const { title, link } = props.notification.payload;
  if (!link) {
    return <>{title}</>;
  }
  return /^https?:/.test(link) ? (
    <a
      href={link}
      target="_blank"
      rel="noopener noreferrer"
      onClick={props.onOpen}
    >
      {title}
    </a>
  ) : (
    <Link to={link} onClick={props.onOpen}>
      {title}
    </Link>
  );
}

/** One notification: what it says, how urgent it is, where it leads. */
export function NotificationItem(
  props: NotificationActs & { notification: Notification; isMarked: boolean },
) {
  const { notification, isMarked, onRead, onSave } = props;
  const { payload, origin } = notification;
  const sign = signs[payload.severity ?? 'normal'];
  const isRead = Boolean(notification.read);
  const isSaved = Boolean(notification.saved);
  return (
    <li
      className="gr-notification"
      data-unread={!isRead || undefined}
      data-marked={isMarked || undefined}
    >
      <div className="gr-notification-body">
        <h3>
          {!isRead && <span className="gr-hidden">Unread: </span>}
          <Title
            notification={notification}
            onOpen={() => !isRead && onRead(notification, true)}
          />
          {sign && <StateChip size="small" {...sign} />}
        </h3>
        {payload.description && <p>{payload.description}</p>}
        <p className="gr-notification-meta">
          {[origin.replace(/^(plugin|external):/, ''), payload.topic]
            .filter(Boolean)
            .join(' · ')}
          {' · '}
          <RelativeTime at={saidAt(notification)} />
        </p>
      </div>
      <div className="gr-notification-acts">
        <button
          type="button"
          className="gr-button gr-button--quiet gr-button--small"
          aria-label={`${isSaved ? 'Unsave' : 'Save'} ${payload.title}`}
          onClick={() => onSave(notification, !isSaved)}
        >
          {isSaved ? 'Unsave' : 'Save'}
        </button>
        <button
          type="button"
          className="gr-button gr-button--quiet gr-button--small"
          aria-label={`Mark ${payload.title} as ${isRead ? 'unread' : 'read'}`}
          onClick={() => onRead(notification, !isRead)}
        >
          Mark as {isRead ? 'unread' : 'read'}
        </button>
      </div>
    </li>
  );
}
