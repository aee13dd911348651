import { useId } from 'react';
import { NotificationActs, NotificationItem } from './NotificationItem';
import { NotificationDay, notificationDays } from './notificationDays';
import type { Notification } from './types';

function Day(
  props: NotificationActs & { day: NotificationDay; marked: string | null },
) {
  const { day, marked, ...acts } = props;
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="gr-notification-day">
      <h2 id={headingId}>{day.title}</h2>
      <ul>
        {day.notifications.map(notification => (
          <NotificationItem
            key={notification.id}
            notification={notification}
            isMarked={notification.id === marked}
            {...acts}
          />
        ))}
      </ul>
    </section>
  );
}

/** Notifications under their days. */
export function NotificationDays(
  props: NotificationActs & {
    notifications: readonly Notification[];
    /** Id of the one that the address points at. */
    marked: string | null;
  },
) {
  const { notifications, marked, ...acts } = props;
  return (
    <>
      {notificationDays(notifications, new Date()).map(day => (
        <Day key={day.title} day={day} marked={marked} {...acts} />
      ))}
    </>
  );
}
