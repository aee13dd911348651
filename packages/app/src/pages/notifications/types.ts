import type { NotificationsApi } from '@backstage/plugin-notifications';

/** A notification as the API gives it; over the wire its times are text. */
export type Notification = Awaited<
  ReturnType<NotificationsApi['getNotifications']>
>['notifications'][number];

/** What {@link NotificationsApi} changes. */
export type NotificationUpdate = Parameters<
  NotificationsApi['updateNotifications']
>[0];

/** Which of them are listed. */
export type NotificationView = 'unread' | 'saved' | 'all';
